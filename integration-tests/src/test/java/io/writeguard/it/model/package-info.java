/** Random interleavings of transactions, held against a plain model of what SPEC sections 1 and 4 say of counting. */
package io.writeguard.it.model;
