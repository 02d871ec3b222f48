package dev.reverie.cluster;
