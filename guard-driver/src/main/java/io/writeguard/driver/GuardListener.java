package io.writeguard.driver;

import io.writeguard.driver.event.EventListener;

/** Hears what a guard does; overrides what it wants to hear. Given to {@link WriteGuardBuilder#listener}. */
public interface GuardListener extends EventListener {}
