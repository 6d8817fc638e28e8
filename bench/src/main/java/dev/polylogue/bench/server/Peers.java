package dev.polylogue.bench.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The proxies that only copy bytes, each with one worker. */
final class Peers {

    private Peers() {}

    /** Where this machine has nginx; empty where it has none. */
    static Optional<Path> nginx() {
        return Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/bin/nginx", "/opt/homebrew/bin/nginx")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** An nginx that passes everything on at once. */
    static Child startNginx(Path program, Path folder, int port, int target) throws IOException {
        Path configuration = Files.writeString(folder.resolve("nginx.conf"), """
                daemon off;
                master_process off;
                pid nginx.pid;
                error_log error.log;
                worker_rlimit_nofile 20000;
                events { worker_connections 16000; multi_accept on; }
                http {
                    access_log off;
                    client_body_temp_path body;
                    proxy_temp_path proxy;
                    fastcgi_temp_path fastcgi;
                    uwsgi_temp_path uwsgi;
                    scgi_temp_path scgi;
                    server {
                        listen 127.0.0.1:%d backlog=4096;
                        location / {
                            proxy_pass http://127.0.0.1:%d;
                            proxy_http_version 1.1;
                            proxy_buffering off;
                            proxy_read_timeout 600s;
                        }
                    }
                }
                """.formatted(port, target));
        return Child.start(List.of(program.toString(), "-p", folder.toString(), "-c", configuration.toString()));
    }

    /** A Node that pipes; it says {@code READY PORT}. */
    static Child startNode(Path folder, int target) throws IOException {
        Path script = folder.resolve("proxy.mjs");
        try (InputStream source = Objects.requireNonNull(Peers.class.getResourceAsStream("/proxy.mjs"))) {
            Files.write(script, source.readAllBytes());
        }
        return Child.start(List.of("node", script.toString(), Integer.toString(target)));
    }
}
