/** JDBC call sequences played with and without the guard, compared call by call. */
package io.writeguard.it.transparency;
