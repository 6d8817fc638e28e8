package dev.polylogue.server.wiring;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.stereotype.Component;

/** Says where the server can be reached, once it can. Other programs wait for exactly this line. */
@Component
final class ReadyLine implements ApplicationListener<ApplicationReadyEvent> {

    private final ServerProperties server;

    ReadyLine(ServerProperties server) {
        this.server = server;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            System.out.println("Polylogue is ready at http://" + host() + ":"
                    + web.getWebServer().getPort());
        }
    }

    private String host() {
        InetAddress address = server.getAddress();
        if (address == null || address.isAnyLocalAddress()) {
            return "127.0.0.1";
        }
        return address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
    }
}
