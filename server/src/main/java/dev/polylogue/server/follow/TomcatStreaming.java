package dev.polylogue.server.follow;

import dev.polylogue.server.problem.ProblemReportValve;
import java.util.Set;
import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.websocket.server.WsSci;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/** Has Tomcat hand streams over to us and speak WebSocket, and gives it our words for what it refuses itself. */
@Component
final class TomcatStreaming implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addEngineValves(new HandOverValve());
        factory.addContextCustomizers(context -> {
            context.addServletContainerInitializer(new WsSci(), Set.of());
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemReportValve.class.getName());
            }
        });
    }
}
