package io.writeguard.driver.spring;

import io.writeguard.driver.GuardListener;
import io.writeguard.driver.event.GuardEvent;
import io.writeguard.driver.event.Judged;
import org.springframework.beans.factory.ObjectProvider;

/** The listeners of the application, looked up when there is something to tell: they may be made after the DataSource. */
final class ListenerBeans implements GuardListener {

    private final ObjectProvider<GuardListener> beans;

    ListenerBeans(ObjectProvider<GuardListener> beans) {
        this.beans = beans;
    }

    @Override
    public void onEvent(GuardEvent event) {
        beans.orderedStream().forEach(listener -> listener.onEvent(event));
    }

    @Override
    public void onJudged(Judged judged) {
        beans.orderedStream().forEach(listener -> listener.onJudged(judged));
    }
}
