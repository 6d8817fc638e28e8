package dev.polylogue.providers;

import dev.polylogue.engine.provider.Provider;
import dev.polylogue.engine.time.Time;
import dev.polylogue.providers.hosted.HostedProvider;
import dev.polylogue.providers.hosted.WatchPace;
import dev.polylogue.providers.http.UpstreamClient;
import dev.polylogue.providers.settings.ProviderSettings;
import dev.polylogue.testkit.ProviderContract;
import java.util.ArrayList;
import java.util.List;

/** The contract of a provider for one dialect, as the settings name it. */
abstract class DialectContract extends ProviderContract {

    private final String dialect;
    private final List<UpstreamClient> clients = new ArrayList<>();

    DialectContract(String dialect) {
        this.dialect = dialect;
    }

    @Override
    protected Provider open(String rootUrl, Time time) {
        var client = new UpstreamClient(time);
        clients.add(client);
        var settings = ProviderSettings.of("simulated", dialect, rootUrl);
        return new HostedProvider(time, client, settings, Dialects.of(settings), WatchPace.CONFIGURED);
    }

    @Override
    protected void closeAll() {
        clients.forEach(UpstreamClient::close);
    }
}
