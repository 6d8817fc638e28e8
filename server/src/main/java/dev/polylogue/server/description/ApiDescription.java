package dev.polylogue.server.description;

import dev.polylogue.engine.identity.UserId;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** What the description says about itself. The user is not a parameter: nobody sends it. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    @Bean
    @Lazy
    OpenAPI openApi() {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(UserId.class);
        return new OpenAPI()
                .info(new Info()
                        .title("Polylogue")
                        .version("1")
                        .description("Any number of conversations stream at once. Errors are application/problem+json "
                                + "with a stable code."));
    }

    @Bean
    @Lazy
    OpenApiCustomizer operationNotes() {
        return new OperationNotes()::addTo;
    }
}
