package dev.polylogue.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1/32, 127.0.0.1, true",
        "127.0.0.1, 127.0.0.2, false",
        "10.1.0.0/16, 10.1.255.3, true",
        "10.1.0.0/16, 10.2.0.0, false",
        "10.1.2.128/25, 10.1.2.127, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, ::1, false",
        "::1/128, ::1, true",
        "fd00::/8, fdff::1, true",
        "fd00::/8, fe80::1, false",
        "127.0.0.1/32, ::ffff:127.0.0.1, true",
    })
    void anAddressIsInARangeOrNot(String range, String address, boolean isIn) {
        assertThat(AddressRange.valueOf(range).contains(InetAddress.ofLiteral(address)))
                .isEqualTo(isIn);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "everybody", "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "::1/129"})
    void whatIsNoRangeIsRefused(String text) {
        assertThatThrownBy(() -> AddressRange.valueOf(text)).isInstanceOf(WrongSettingException.class);
    }
}
