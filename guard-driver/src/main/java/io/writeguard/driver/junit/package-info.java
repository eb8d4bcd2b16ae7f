/** A JUnit Jupiter extension for the tests of an application. Optional: nothing in the guard calls it. */
package io.writeguard.driver.junit;
