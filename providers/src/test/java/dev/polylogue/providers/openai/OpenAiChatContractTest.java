package dev.polylogue.providers.openai;

import dev.polylogue.engine.provider.Provider;
import dev.polylogue.engine.time.Time;
import dev.polylogue.providers.http.UpstreamClient;
import dev.polylogue.providers.settings.ProviderSettings;
import dev.polylogue.testkit.ProviderContract;
import java.util.ArrayList;
import java.util.List;

final class OpenAiChatContractTest extends ProviderContract {

    private final List<UpstreamClient> clients = new ArrayList<>();

    @Override
    protected Provider open(String baseUrl, Time time) {
        var client = new UpstreamClient(time);
        clients.add(client);
        return new OpenAiChatProvider(time, client, ProviderSettings.of("simulated", baseUrl), WatchPace.CONFIGURED);
    }

    @Override
    protected void closeAll() {
        clients.forEach(UpstreamClient::close);
    }
}
