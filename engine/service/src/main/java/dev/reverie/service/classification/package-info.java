/** What a trained model with classes makes of data, in words, files and pictures. */
package dev.reverie.service.classification;
