package dev.polylogue.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.server.testing.TestServer;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** All routes under {@code /api} that a server has, each with its method. */
final class Routes {

    private Routes() {}

    static Set<String> of(TestServer server) {
        Set<String> routes = new TreeSet<>();
        for (var mapping : server.context()
                .getBeansOfType(RequestMappingHandlerMapping.class)
                .values()) {
            for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
                info.getPatternValues().stream()
                        .filter(pattern -> pattern.startsWith("/api"))
                        .forEach(pattern -> add(routes, info, pattern));
            }
        }
        return routes;
    }

    private static void add(Set<String> routes, RequestMappingInfo info, String pattern) {
        var methods = info.getMethodsCondition().getMethods();
        assertThat(methods).as(pattern).isNotEmpty();
        methods.forEach(method -> routes.add(method + " " + pattern));
    }
}
