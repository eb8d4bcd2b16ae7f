/** The JDBC edge over a real server, with a session that only watches. */
package io.writeguard.it.jdbc;
