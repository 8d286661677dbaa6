// The functions of the environment, a few edges of each; tests/upstream compares the rest.
#include "tests/model/cel/sample.h"

class LibrariesTest : public QObject {
  Q_OBJECT
 private slots:
  void strings();
  void formats();
  void lists();
  void quantities();
  void versions();
  void addresses();
  void urls();
  void times();
};

void LibrariesTest::strings() {
  CLAIMSCOPE_SAYS("'x'.charAt(1) == '' && 'héllo'.charAt(1) == 'é'", "match");
  CLAIMSCOPE_SAYS("'x'.charAt(2) == ''", "error: index out of range: 2");
  CLAIMSCOPE_SAYS("'tacocat'.indexOf('a', 30) == -1 && 'tacocat'.lastIndexOf('c') == 4", "match");
  CLAIMSCOPE_SAYS("'a,b,c'.split(',', 2) == ['a', 'b,c'] && 'ab'.split('') == ['a', 'b'] && ''.split('').size() == 0", "match");
  CLAIMSCOPE_SAYS("'aaa'.replace('a', 'b', 2) == 'bba' && 'ab'.replace('', '-') == '-a-b-'", "match");
  CLAIMSCOPE_SAYS("'日本語'.substring(1, 2) == '本' && ' x '.trim() == 'x' && ['a', 'b'].join('-') == 'a-b'", "match");
  CLAIMSCOPE_SAYS(R"(strings.quote('a"b') == '"a\\"b"')", "match");
  CLAIMSCOPE_SAYS(R"('a1b22'.findAll('[0-9]+') == ['1', '22'] && 'a1'.find('[0-9]') == '1')", "match");
  CLAIMSCOPE_SAYS("string(1.0) == '1' && string(1e6) == '1e+06' && string(0.1) == '0.1'", "match");
}

void LibrariesTest::formats() {
  CLAIMSCOPE_SAYS("'%s %d %.2f %x %b %o'.format(['a', 1, 1234.5, 255, 5, 8]) == 'a 1 1,234.50 ff 101 10'", "match");
  CLAIMSCOPE_SAYS("'%e'.format([1234.5]) == '1.234500×10⁰³'", "match");
  CLAIMSCOPE_SAYS(R"('%s'.format([{'b': [1, 2.5], 'a': ['x']}]) == '{"a":["x"], "b":[1, 2.500000]}')", "match");
  CLAIMSCOPE_SAYS("!format.dns1123Label().validate('abc').hasValue() && format.dns1123Label().validate('A').hasValue()", "match");
  CLAIMSCOPE_SAYS("format.named('uuid').value() == format.uuid() && !format.named('nope').hasValue()", "match");
}

void LibrariesTest::lists() {
  CLAIMSCOPE_SAYS("[3, 1, 2].sort() == [1, 2, 3] && [1, 1, 2].distinct() == [1, 2] && [1, 2].reverse() == [2, 1]", "match");
  CLAIMSCOPE_SAYS("[[1], [2, 3]].flatten() == [1, 2, 3] && [1, 2, 3].slice(1, 3) == [2, 3] && lists.range(3) == [0, 1, 2]",
                  "match");
  CLAIMSCOPE_SAYS("[1, 2].first().value() == 1 && [].last() == optional.none()", "match");
  CLAIMSCOPE_SAYS("[1, 2, 3].isSorted() && [1, 2, 1].lastIndexOf(1) == 2 && [2, 1].min() == 1", "match");
  CLAIMSCOPE_SAYS("[].max() == 1", "error: max called on empty list");
  CLAIMSCOPE_SAYS("sets.equivalent([1, 1, 2], [2, 1]) && !sets.intersects([1], [2])", "match");
}

void LibrariesTest::quantities() {
  CLAIMSCOPE_SAYS("device.capacity['gpu.example.com'].memory.compareTo(quantity('80Gi')) == 0", "match");
  CLAIMSCOPE_SAYS("quantity('16Ei') == quantity('9223372036854775807') && quantity('10000P').isGreaterThan(quantity('16Ei'))",
                  "match");
  CLAIMSCOPE_SAYS("quantity('0.1n') == quantity('1n') && quantity('1.5').add(quantity('500m')).compareTo(quantity('2')) == 0",
                  "match");
  CLAIMSCOPE_SAYS("quantity('1.5').asInteger() == 1", "error: cannot convert value to integer");
  CLAIMSCOPE_SAYS("quantity('1e30').isGreaterThan(quantity('1e29')) && quantity('1e3').asInteger() == 1000", "match");
  CLAIMSCOPE_SAYS("quantity('bad') == quantity('1')", "error: quantities must match the regular expression");
  CLAIMSCOPE_SAYS("isQuantity('80Gi') && !isQuantity('80gi') && sign(quantity('-1')) == -1", "match");
}

void LibrariesTest::versions() {
  CLAIMSCOPE_SAYS("semver('1.0.0+a') == semver('1.0.0+b') && semver('1.0.0-alpha').isLessThan(semver('1.0.0'))", "match");
  CLAIMSCOPE_SAYS("semver('v1.02', true) == semver('1.2.0') && !isSemver('1.02.0') && isSemver('v1', true)", "match");
  CLAIMSCOPE_SAYS("semver('1.2') == semver('1.2.0')", "error: No Major.Minor.Patch elements found");
  CLAIMSCOPE_SAYS("device.attributes['gpu.example.com'].driverVersion.minor() == 2", "match");
}

void LibrariesTest::addresses() {
  CLAIMSCOPE_SAYS("ip('::1').isLoopback() && ip('10.0.0.1').family() == 4 && string(ip('2001:DB8::1')) == '2001:db8::1'",
                  "match");
  CLAIMSCOPE_SAYS("ip('::ffff:1.2.3.4') == ip('1.2.3.4')", "error: IPv4-mapped IPv6 address");
  CLAIMSCOPE_SAYS("!isIP('1.2.3.04') && !isIP('fe80::1%eth0') && ip.isCanonical('::1')", "match");
  CLAIMSCOPE_SAYS("cidr('10.0.0.0/8').containsIP('10.1.2.3') && cidr('10.1.2.3/8').masked() == cidr('10.0.0.0/8')", "match");
  CLAIMSCOPE_SAYS("cidr('10.0.0.0/8').containsCIDR(cidr('10.1.0.0/16')) && !isCIDR('10.0.0.0/33')", "match");
}

void LibrariesTest::urls() {
  CLAIMSCOPE_SAYS("url('https://u:p@[::1]:8080/a%20b?x=1&x=2').getHostname() == '::1'", "match");
  CLAIMSCOPE_SAYS("url('https://e.com:80/a b') == url('https://e.com:80/a%20b')", "match");
  CLAIMSCOPE_SAYS("url('https://e.com/?x=1&x=2').getQuery()['x'] == ['1', '2'] && !isURL('relative')", "match");
}

void LibrariesTest::times() {
  CLAIMSCOPE_SAYS("timestamp('2024-02-29T12:00:00Z').getDayOfYear() == 59 && duration('90m').getHours() == 1", "match");
  CLAIMSCOPE_SAYS(
      "timestamp('2023-12-31T23:59:59+05:30').getHours() == 18 && string(timestamp('2023-12-31T23:59:59+05:30')) == "
      "'2023-12-31T23:59:59+05:30'",
      "match");
  CLAIMSCOPE_SAYS("timestamp(0).getHours('-11:00') == 13 && string(duration('1.5s')) == '1.5s'", "match");
  CLAIMSCOPE_SAYS("timestamp(0).getHours('Nope/Zone') == 1", "error: unknown time zone Nope/Zone");
}

QTEST_APPLESS_MAIN(LibrariesTest)
#include "libraries_test.moc"
