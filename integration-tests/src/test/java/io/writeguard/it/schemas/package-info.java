/** Schemas of real applications with their ordinary traffic, which must pass, and their incidents, which must not. */
package io.writeguard.it.schemas;
