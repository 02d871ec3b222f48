/** Tests of the status file. */
package dev.reverie.service.status;
