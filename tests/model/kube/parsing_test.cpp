// Pure parts of the client: lines, discovery, back-off, errors of answers, base64.
#include <QtTest>

#include "model/kube/backoff.h"
#include "model/kube/base64.h"
#include "model/kube/discovery.h"
#include "model/kube/line_splitter.h"
#include "model/kube/transport.h"
#include "model/kube/wire.h"
#include "tests/kit/json_text.h"

using namespace claimscope;
using kit::jsonText;

namespace {

/// The lines of a text fed in pieces of a size.
std::vector<std::string> linesOf(const std::string& text, std::size_t piece) {
  kube::LineSplitter splitter;
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size(); at += piece) {
    if (!splitter.feed(std::string_view(text).substr(at, piece), [&](std::string&& line) { out.push_back(std::move(line)); })) {
      throw std::runtime_error("refused");
    }
  }
  return out;
}

/// A frame: four bytes of length, big end first, and the bytes.
std::string frame(const std::string& bytes) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) {
    out += static_cast<char>(bytes.size() >> static_cast<unsigned>(shift) & 0xffU);
  }
  return out + bytes;
}

/// A field of a protobuf message that holds bytes.
std::string field(int number, const std::string& bytes) {
  std::string out(1, static_cast<char>(number << 3 | 2));
  std::size_t length = bytes.size();
  for (; length >= 0x80; length >>= 7U) {
    out += static_cast<char>(length | 0x80U);
  }
  return out + static_cast<char>(length) + bytes;
}
std::string number(int tag, int value) {
  return {static_cast<char>(tag << 3), static_cast<char>(value)};
}
std::string enveloped(const std::string& kind, const std::string& object) {
  return std::string("k8s\0", 4) + field(1, field(1, "v1") + field(2, kind)) + field(2, object);
}

KindRequest claims() {
  return {"resource.k8s.io", "resourceclaims", "ResourceClaim", {"v1", "v1beta2", "v1beta1", "v1alpha3"}, true, 1};
}

}  // namespace

class ParsingTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void linesAreTheSameInPiecesOfAnySize() {
    const std::string text = "{\"a\":1}\n{\"name\":\"\xed\x95\x9c\xea\xb5\xad \xf0\x9f\xa6\x8a\"}\r\n\n\r\n{\"b\":2}\nunfinished";
    const std::vector<std::string> whole = linesOf(text, text.size());
    QCOMPARE(whole.size(), std::size_t(3));
    QCOMPARE(whole[1], std::string("{\"name\":\"\xed\x95\x9c\xea\xb5\xad \xf0\x9f\xa6\x8a\"}"));
    for (std::size_t piece = 1; piece < text.size(); ++piece) {
      QVERIFY(linesOf(text, piece) == whole);
    }
  }

  void aLineOverTheCapIsRefused() {
    kube::LineSplitter splitter;
    const std::string piece(1U << 20U, 'x');
    std::size_t fed = 0;
    bool sound = true;
    const auto none = [](std::string&&) {};
    while (sound && fed <= 2 * kube::kMaxLine) {
      sound = splitter.feed(piece, none);
      fed += piece.size();
    }
    QVERIFY(!sound);
    QVERIFY(fed > kube::kMaxLine && fed <= kube::kMaxLine + 2 * piece.size());
    splitter.reset();
    QCOMPARE(splitter.pendingBytes(), std::size_t(0));
    std::string long1(kube::kMaxLine + 1, 'x');
    long1 += '\n';
    QVERIFY(!splitter.feed(long1, none));
  }

  void framesAreTheSameInPiecesOfAnySize() {
    // A line end inside, an empty frame, one of 300 bytes.
    const std::string text = frame(
                                 "\x0a\x05"
                                 "ADDED\n") +
                             frame("") + frame(std::string(300, '{')) + frame("x") + "\0\0";
    const std::vector<std::string> whole = linesOf(text, text.size());
    QCOMPARE(whole, (std::vector<std::string>{"\x0a\x05"
                                              "ADDED\n",
                                              std::string(300, '{'), "x"}));
    for (std::size_t piece = 1; piece < text.size(); ++piece) {
      QVERIFY(linesOf(text, piece) == whole);
    }
  }

  void aFrameOverTheCapIsRefusedBeforeItComes() {
    kube::LineSplitter splitter;
    const auto none = [](std::string&&) {};
    QVERIFY(!splitter.feed(std::string("\x02\x00\x00\x01", 4), none));  // 32 MiB and one byte
    kube::LineSplitter later;
    QVERIFY(later.feed(frame("good"), none));
    QVERIFY(!later.feed(std::string("\xff\xff\xff\xff", 4), none));
    kube::LineSplitter patient;
    QVERIFY(patient.feed(std::string("\x01\x00\x00\x00", 4), none));
    QVERIFY(patient.pendingBytes() == 0);
  }

  void theHeadOfAPageIsReadWithoutDecodingIt() {
    const std::string json = jsonText(
        "{'kind':'PodList','apiVersion':'v1','metadata':{'resourceVersion':'77','continue':'eyJ2IjoibWV0YS5rOHMuaW8v','"
        "remainingItemCount':5},'items':[{'metadata':{'name':'a','continue':'no'}}]}");
    const auto head = kube::pageHead(json);
    QVERIFY(head.has_value());
    QCOMPARE(head->resourceVersion, std::string("77"));
    QCOMPARE(head->continueToken, std::string("eyJ2IjoibWV0YS5rOHMuaW8v"));
    QCOMPARE(json.substr(head->itemsAt, 7), std::string("\"items\""));
    const std::string items = field(2, "item") + field(2, "item");
    const std::string binary = enveloped("PodList", field(1, field(2, "77") + field(3, "token") + number(4, 9)) + items);
    const auto other = kube::pageHead(binary);
    QVERIFY(other.has_value());
    QCOMPARE(other->resourceVersion, std::string("77"));
    QCOMPARE(other->continueToken, std::string("token"));
    QCOMPARE(binary.substr(other->itemsAt), items);
    // The last page has no token; metadata that comes last, or needs unescaping, tells nothing.
    QCOMPARE(kube::pageHead(jsonText("{'metadata':{'resourceVersion':'7'},'items':[]}"))->continueToken, std::string());
    QVERIFY(!kube::pageHead(jsonText("{'items':[],'metadata':{'resourceVersion':'7'}}")));
    QVERIFY(!kube::pageHead("{\"metadata\":{\"continue\":\"a\\\"b\"},\"items\":[]}"));
    // Cut anywhere, it is at most not understood.
    for (std::size_t size = 0; size < binary.size(); ++size) {
      (void)kube::pageHead(binary.substr(0, size));
      (void)kube::statusAsJson(binary.substr(0, size));
    }
  }

  void aStatusInProtobufIsAStatus() {
    const std::string status = field(2, "Failure") + field(3, "too many") + field(4, "TooManyRequests") +
                               field(5, field(1, "x") + number(5, 7)) + number(6, 42);
    const auto text = kube::statusAsJson(enveloped("Status", status));
    QVERIFY(text.has_value());
    const Error error = kube::errorOfStatus(429, *text, "GET /x", {});
    QVERIFY(error.message.find("too many") != std::string::npos);
    QCOMPARE(*error.retryAfterMs, std::int64_t(7000));
    QVERIFY(!kube::statusAsJson(enveloped("Pod", status)));
    QVERIFY(!kube::statusAsJson("{\"kind\":\"Status\"}"));
    QVERIFY(kube::statusAsJson(enveloped("Status", field(3, "\xff\xfe"))).has_value());  // not UTF-8
  }

  void versionsAreComparedWhereTheyAreNumbers() {
    QVERIFY(kube::isOlder("9", "10"));
    QVERIFY(!kube::isOlder("10", "9") && !kube::isOlder("10", "10"));
    QVERIFY(!kube::isOlder("", "10") && !kube::isOlder("9", "") && !kube::isOlder("9x", "10") && !kube::isOlder("-1", "10"));
    QVERIFY(kube::isOlder("18446744073709551614", "18446744073709551615"));
    QVERIFY(!kube::isOlder("1", "18446744073709551616"));
  }

  void theBestServedVersionIsChosen() {
    kube::Served served;
    QVERIFY(!kube::choose(claims(), served));
    served.add("resource.k8s.io", "v1alpha3", "resourceclaims", {"ResourceClaim", true});
    served.add("resource.k8s.io", "v1beta1", "resourceclaims", {"ResourceClaim", true});
    QCOMPARE(kube::choose(claims(), served)->version, std::string("v1beta1"));
    // A group version that is served need not serve every kind.
    served.add("resource.k8s.io", "v1", "deviceclasses", {"DeviceClass", false});
    QCOMPARE(kube::choose(claims(), served)->version, std::string("v1beta1"));
    served.add("resource.k8s.io", "v1", "resourceclaims", {"ResourceClaim", true});
    QCOMPARE(kube::choose(claims(), served)->apiVersion(), std::string("resource.k8s.io/v1"));
    served.add("resource.k8s.io", "v2", "resourceclaims", {"ResourceClaim", true});
    QCOMPARE(kube::choose(claims(), served)->version, std::string("v1"));
  }

  void theFirstNameOfSchedulingContextsIsKnown() {
    kube::Served served;
    served.add("resource.k8s.io", "v1alpha1", "podschedulings", {"PodScheduling", true});
    const KindRequest request{
        "resource.k8s.io", "podschedulingcontexts", "PodSchedulingContext", {"v1alpha2", "v1alpha1"}, true, 5};
    QCOMPARE(kube::choose(request, served)->resource, std::string("podschedulings"));
    QCOMPARE(kube::choose(request, served)->kind, std::string("PodScheduling"));
  }

  void bothSortsOfDiscoveryAreRead() {
    kube::Served aggregated;
    QVERIFY(kube::addAggregated(
        jsonText("{'kind':'APIGroupDiscoveryList','items':[{'metadata':{'name':'resource.k8s.io'},'versions':[{'version':'v1','"
                 "resources':["
                 "{'resource':'resourceclaims','scope':'Namespaced','responseKind':{'kind':'ResourceClaim'}}]}]}]}"),
        aggregated));
    QCOMPARE(kube::choose(claims(), aggregated)->version, std::string("v1"));
    kube::Served old;
    QVERIFY(!kube::addAggregated(jsonText("{'kind':'APIGroupList','groups':[]}"), old));
    const auto versions = kube::groupVersions(jsonText(
        "{'kind':'APIGroupList','groups':[{'name':'resource.k8s.io','versions':[{'groupVersion':'resource.k8s.io/v1beta1'}]}]}"));
    QCOMPARE(versions, std::vector<std::string>{"resource.k8s.io/v1beta1"});
    kube::addResources(jsonText("{'resources':[{'name':'resourceclaims','kind':'ResourceClaim','namespaced':true},"
                                "{'name':'resourceclaims/status','kind':'ResourceClaim','namespaced':true}]}"),
                       "resource.k8s.io", "v1beta1", old);
    QCOMPARE(old.groups["resource.k8s.io"]["v1beta1"].size(), std::size_t(1));
  }

  void hostileDiscoveryIsOnlyEmpty_data() {
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"", "[]", "null", "{", "{'kind':5}", "{'kind':'APIGroupDiscoveryList','items':5}",
                             "{'kind':'APIGroupDiscoveryList','items':[5,null,{}]}",
                             "{'kind':'APIGroupDiscoveryList','items':[{'metadata':5,'versions':[{'resources':[5,{'responseKind':"
                             "5},{'scope':{}}]}]}]}",
                             "{'resources':[5,{'name':{}},{'name':'x','namespaced':'yes'}]}",
                             "{'versions':[5,{}],'groups':[{'versions':[5]}]}", "{'major':5,'minor':{}}"}) {
      QTest::newRow(text) << QByteArray::fromStdString(jsonText(text));
    }
  }
  void hostileDiscoveryIsOnlyEmpty() {
    QFETCH(QByteArray, text);
    kube::Served served;
    ServerInfo server;
    (void)kube::addAggregated(text.toStdString(), served);
    (void)kube::groupVersions(text.toStdString());
    kube::addResources(text.toStdString(), "resource.k8s.io", "v1", served);
    kube::readVersion(text.toStdString(), server);
    QVERIFY(!kube::choose(claims(), served));
    QCOMPARE(server.minor, 0);
  }

  void versionsOfManagedClustersAreRead() {
    ServerInfo server;
    kube::readVersion(jsonText("{'major':'1','minor':'30+','gitVersion':'v1.30.4-eks-a737599'}"), server);
    QCOMPARE(server.major, 1);
    QCOMPARE(server.minor, 30);
    QCOMPARE(server.gitVersion, std::string("v1.30.4-eks-a737599"));
    kube::readVersion(jsonText("{'major':'1','minor':'37','emulationMajor':'1','emulationMinor':'34','gitVersion':'v1.37.2'}"),
                      server);
    QCOMPARE(server.minor, 34);
    QCOMPARE(server.gitVersion, std::string("v1.37.2"));
  }

  void backOffDoublesWithJitterAndResets() {
    kube::Backoff backoff(42);
    std::int64_t now = 1'000'000;
    std::int64_t base = 800;
    for (int i = 0; i < 12; ++i) {
      const std::int64_t wait = backoff.next(now);
      QVERIFY2(wait >= base && wait < 2 * base, qPrintable(QString::number(wait)));
      base = std::min<std::int64_t>(2 * base, 30'000);
      now += 1000;
    }
    now += 121'000;  // two quiet minutes
    QVERIFY(backoff.next(now) < 1600);
    kube::Backoff other(43);
    QVERIFY(kube::Backoff(42).jitter(1'000'000) != other.jitter(1'000'000));
  }

  void answersThatAreNoSuccessAreWorded() {
    const Error forbidden =
        kube::errorOfStatus(403, "{\"kind\":\"Status\",\"message\":\"pods is forbidden\"}", "GET /api/v1/pods", {});
    QCOMPARE(forbidden.code, ErrorCode::forbidden);
    QCOMPARE(forbidden.message, std::string("GET /api/v1/pods: pods is forbidden"));
    const Error throttled =
        kube::errorOfStatus(429, jsonText("{'kind':'Status','details':{'retryAfterSeconds':7}}"), "GET /x", {});
    QCOMPARE(*throttled.retryAfterMs, std::int64_t(7000));
    QCOMPARE(*kube::errorOfStatus(429, {}, "GET /x", 3000).retryAfterMs, std::int64_t(3000));
    const Error moved = kube::errorOfStatus(302, {}, "GET /x", {});
    QVERIFY(moved.message.find("redirects") != std::string::npos);
  }

  void hostileStatusesAreWorded_data() {
    QTest::addColumn<QByteArray>("text");
    for (const char* text :
         {"", "null", "5", "{'kind':5}", "{'kind':'Status','message':{},'details':5}", "{'kind':'Status','message':[1]}",
          "{'kind':'Status','details':{'retryAfterSeconds':9223372036854775807}}",
          "{'kind':'Status','details':{'retryAfterSeconds':-9223372036854775808}}"}) {
      QTest::newRow(text) << QByteArray::fromStdString(jsonText(text));
    }
    QTest::newRow("deep") << QByteArray(100'000, '[');
    QTest::newRow("escapes") << QByteArray("{\"kind\":\"Status\",\"message\":\"a\\u001b[31mb\\nc\"}");
  }
  void hostileStatusesAreWorded() {
    QFETCH(QByteArray, text);
    for (const int status : {401, 403, 404, 410, 429, 500, 503, 999}) {
      const Error error =
          kube::errorOfStatus(status, std::string_view(text.data(), static_cast<std::size_t>(text.size())), "GET /x", {});
      QVERIFY(error.message.starts_with("GET /x: "));
      QVERIFY(error.message.find('\x1b') == std::string::npos && error.message.find('\n') == std::string::npos);
      QVERIFY(!error.retryAfterMs || (*error.retryAfterMs >= 0 && *error.retryAfterMs <= 86'400'000));
    }
  }

  void base64_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("good");
    QTest::newRow("empty") << QByteArray("") << QByteArray("") << true;
    QTest::newRow("one") << QByteArray("YQ==") << QByteArray("a") << true;
    QTest::newRow("two") << QByteArray("YWI=") << QByteArray("ab") << true;
    QTest::newRow("three") << QByteArray("YWJj") << QByteArray("abc") << true;
    QTest::newRow("line breaks") << QByteArray("YW\nJj\r\n") << QByteArray("abc") << true;
    QTest::newRow("no padding") << QByteArray("YQ") << QByteArray() << false;
    QTest::newRow("only padding") << QByteArray("====") << QByteArray() << false;
    QTest::newRow("padding inside") << QByteArray("YQ==YQ==") << QByteArray() << false;
    QTest::newRow("other alphabet") << QByteArray("YW-_") << QByteArray() << false;
  }
  void base64() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, bytes);
    QFETCH(bool, good);
    const std::optional<std::string> decoded = kube::decodeBase64(text.toStdString());
    QCOMPARE(decoded.has_value(), good);
    QCOMPARE(QByteArray::fromStdString(decoded.value_or("")), bytes);
  }
};

QTEST_APPLESS_MAIN(ParsingTest)
#include "parsing_test.moc"
