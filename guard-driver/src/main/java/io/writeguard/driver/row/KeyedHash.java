package io.writeguard.driver.row;

/** 128 bits of a keyed hash: equal for equal contents within this process, and of no use outside it. */
public record KeyedHash(long high, long low) {}
