/**
 * Guards the DataSources of a Spring Boot application that has a rules file. Optional: Spring comes from the application.
 *
 * <p>Nothing in the guard calls it; Spring Boot finds it by {@code AutoConfiguration.imports}.
 */
package io.writeguard.driver.spring;
