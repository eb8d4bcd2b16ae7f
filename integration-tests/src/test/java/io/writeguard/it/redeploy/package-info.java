/** An application with the guard that is stopped and thrown away, as containers do, while its JVM goes on. */
package io.writeguard.it.redeploy;
