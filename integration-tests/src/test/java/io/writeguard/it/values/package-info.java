/** What each value rule says of writes of every spelling, through every setter, on a real server. */
package io.writeguard.it.values;
