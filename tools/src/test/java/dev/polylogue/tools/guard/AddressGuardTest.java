package dev.polylogue.tools.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressGuardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.100.100.200",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "168.63.129.16",
                "169.254.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "192.168.255.255",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
            })
    void anAddressThatIsNotOfTheOpenInternetIsRefused(String host) {
        refuses(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[::]",
                "[::1]",
                "[::127.0.0.1]",
                "[::8.8.8.8]",
                "[::ffff:127.0.0.1]",
                "[::ffff:10.0.0.1]",
                "[::ffff:a9fe:a9fe]",
                "[64:ff9b::127.0.0.1]",
                "[64:ff9b::808:808]",
                "[64:ff9b:1::1]",
                "[100::1]",
                "[2001::1]",
                "[2001:0:4136:e378:8000:63bf:3fff:fdd2]",
                "[2001:db8::1]",
                "[2002:7f00:1::]",
                "[2002:808:808::1]",
                "[3fff::1]",
                "[5f00::1]",
                "[fc00::1]",
                "[fd00:ec2::254]",
                "[fe80::1]",
                "[febf::1]",
                "[fec0::1]",
                "[ff02::1]",
            })
    void neitherIsOneOfTheNewKindThatIsNot(String host) {
        refuses(host);
    }

    private static void refuses(String host) {
        assertThatThrownBy(() -> AddressGuard.publicOnly().check(URI.create("http://" + host + "/")))
                .isInstanceOf(RefusedAddressException.class)
                .hasMessageContaining("not on the open internet");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0177.0.0.1",
                "0x7f.1",
                "0x7f.0.0.1",
                "0x7f000001",
                "2130706433",
                "017700000001",
                "127.1",
                "127.0.1",
                "127.0.0.01",
                "127.0.0.1.",
                "256.1.1.1",
                "1.2.3.4.5",
                "a.b.0x7f",
                "0x",
            })
    void aNumberThatIsNoPlainAddressIsRefused(String host) {
        assertThatThrownBy(() -> AddressGuard.publicOnly().check(URI.create("http://" + host + "/")))
                .isInstanceOf(RefusedAddressException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "[2606:4700:4700::1111]", "[2a00::1]"})
    void aPublicAddressIsAllowed(String host) {
        assertThat(AddressGuard.publicOnly()
                        .check(URI.create("https://" + host + "/"))
                        .port())
                .isEqualTo(443);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "file:///etc/passwd | Only http and https",
                "ftp://example.org/ | Only http and https",
                "gopher://example.org/ | Only http and https",
                "/relative | Only http and https",
                "http://user@example.org/ | user name",
                "http://user:secret@example.org/ | user name",
                "http:///path | names no host",
                "http://under_score.example.org/ | names no host",
                "http://nowhere.example.org/ | no host named",
            })
    void whatIsNoPlainWebAddressIsRefusedInWords(String address, String words) {
        var guard = new AddressGuard(AddressGuardTest::nobody, _ -> true);

        assertThatThrownBy(() -> guard.check(URI.create(address)))
                .isInstanceOf(RefusedAddressException.class)
                .hasMessageContaining(words);
    }

    @Test
    void aNameIsRefusedWhenOneOfItsAddressesIsPrivate() {
        var guard = new AddressGuard(name -> addresses("8.8.8.8", "10.0.0.1"), PublicAddresses::contains);

        assertThatThrownBy(() -> guard.check(URI.create("http://rebinding.example.org/")))
                .isInstanceOf(RefusedAddressException.class)
                .hasMessageContaining("rebinding.example.org is not on the open internet");
    }

    @Test
    void theNameAndTheCheckedAddressesAreHandedOn() {
        var guard = new AddressGuard(name -> addresses("8.8.8.8", "2a00::1"), PublicAddresses::contains);

        Destination destination = guard.check(URI.create("http://example.org:8080/path"));

        assertThat(destination.host()).isEqualTo("example.org");
        assertThat(destination.port()).isEqualTo(8080);
        assertThat(destination.isSecure()).isFalse();
        assertThat(destination.addresses()).isEqualTo(addresses("8.8.8.8", "2a00::1"));
    }

    private static List<InetAddress> addresses(String... literals) {
        return Stream.of(literals).map(InetAddress::ofLiteral).toList();
    }

    private static List<InetAddress> nobody(String name) throws UnknownHostException {
        throw new UnknownHostException(name);
    }
}
