/** Spring Boot with the guard: one application for all tests, as its users write it. */
package io.writeguard.it.frameworks.spring;
