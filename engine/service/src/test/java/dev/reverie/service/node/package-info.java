/** Tests of profiles and of what a node does in its folder. */
package dev.reverie.service.node;
