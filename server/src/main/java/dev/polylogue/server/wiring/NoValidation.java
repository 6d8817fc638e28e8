package dev.polylogue.server.wiring;

import org.springframework.stereotype.Component;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * What a request says is checked by {@link StrictJson} and by the engine, nothing by annotations: Spring need not set up
 * the validator that it finds.
 */
@Component
final class NoValidation implements WebMvcConfigurer, Validator {

    @Override
    public Validator getValidator() {
        return this;
    }

    @Override
    public boolean supports(Class<?> type) {
        return false;
    }

    @Override
    public void validate(Object target, Errors errors) {}
}
