/** Meters of what a guard does. Optional: Micrometer comes from the application, and nothing in the guard calls this. */
package io.writeguard.driver.micrometer;
