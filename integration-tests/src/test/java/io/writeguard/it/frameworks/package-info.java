/** The frameworks that applications reach PostgreSQL through, each doing on guarded tables what its users do with it. */
package io.writeguard.it.frameworks;
