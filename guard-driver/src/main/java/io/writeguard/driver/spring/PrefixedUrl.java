package io.writeguard.driver.spring;

import io.writeguard.driver.WriteGuardDataSource;
import io.writeguard.driver.WriteGuardDriver;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.BeanWrapperImpl;

/** {@code spring.datasource.url} with the guard's prefix: Spring Boot asks for the driver of a URL that it doesn't know. */
final class PrefixedUrl {

    /** In another package in each version of Spring Boot. */
    private static final String PROPERTIES = "DataSourceProperties";

    private static final String DRIVER = "driverClassName";

    private PrefixedUrl() {}

    static boolean isIn(Object bean) {
        return bean.getClass().getSimpleName().equals(PROPERTIES)
                && new BeanWrapperImpl(bean).getPropertyValue("url") instanceof String url
                && WriteGuardDataSource.isGuardedUrl(url);
    }

    static void nameDriver(Object properties) {
        BeanWrapper bean = new BeanWrapperImpl(properties);
        if (bean.getPropertyValue(DRIVER) == null) {
            bean.setPropertyValue(DRIVER, WriteGuardDriver.class.getName());
        }
    }
}
