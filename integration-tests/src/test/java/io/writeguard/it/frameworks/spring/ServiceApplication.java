package io.writeguard.it.frameworks.spring;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application that the tests of this package share. */
@SpringBootApplication
class ServiceApplication {}
