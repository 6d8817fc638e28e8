package dev.polylogue.server.wiring;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.context.annotation.AnnotationConfigUtils;
import org.springframework.stereotype.Component;

/**
 * Takes away what would look at each bean, at each start, for annotations that nothing here has: of methods that listen to
 * events ({@code ApplicationListener} stays), and of classes that say how they are written as JSON.
 */
@Component
final class UnusedScans implements BeanDefinitionRegistryPostProcessor {

    private static final String[] NAMES = {
        AnnotationConfigUtils.EVENT_LISTENER_PROCESSOR_BEAN_NAME, "jsonComponentModule"
    };

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        for (String name : NAMES) {
            if (registry.containsBeanDefinition(name)) {
                registry.removeBeanDefinition(name);
            }
        }
    }
}
