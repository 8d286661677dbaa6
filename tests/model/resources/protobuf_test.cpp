#include <QtTest>
#include <protozero/pbf_writer.hpp>
#include <random>

#include "model/resources/decode_cache.h"
#include "model/resources/kinds.h"
#include "model/resources/protobuf.h"

using namespace claimscope;
using Writer = protozero::pbf_writer;

namespace {

const ApiResource kClaims{"resource.k8s.io", "v1", "resourceclaims", "ResourceClaim", true};

std::string envelope(const std::string& kind, const std::string& message, const std::string& apiVersion = "resource.k8s.io/v1") {
  std::string out("k8s\0", 4);
  Writer writer(out);
  {
    Writer type(writer, 1);
    type.add_string(1, apiVersion);
    type.add_string(2, kind);
  }
  writer.add_string(2, message);
  return out;
}

/// A claim with a name; `more` is added behind its metadata.
std::string claim(const std::string& name, const std::string& more = {}) {
  std::string out;
  Writer writer(out);
  {
    Writer meta(writer, 1);
    meta.add_string(1, name);
    meta.add_string(3, "ml");
    meta.add_string(6, "41");
  }
  return out + more;
}

std::string field(std::uint32_t number, const std::string& bytes) {
  std::string out;
  Writer(out).add_string(number, bytes);
  return out;
}

std::string number(std::uint32_t field, std::int64_t value) {
  std::string out;
  Writer(out).add_int64(field, value);
  return out;
}

std::string page(const std::vector<std::string>& claims) {
  std::string out;
  Writer writer(out);
  {
    Writer meta(writer, 1);
    meta.add_string(2, "77");
    meta.add_string(3, "more");
    meta.add_int64(4, 5);
  }
  for (const std::string& item : claims) {
    writer.add_string(2, item);
  }
  return envelope("ResourceClaimList", out);
}

std::string watchEvent(const std::string& type, const std::string& object) {
  return field(1, type) + field(2, field(1, object));
}

Result<DecodedPage<ResourceClaim>> list(std::string bytes) {
  return decodeList<ResourceClaim>(kClaims, bytes);
}

std::string errorOf(std::string bytes) {
  const auto read = list(std::move(bytes));
  return read ? std::string("fine") : read.error().text();
}

/// What is wrong with the claim `more` is part of.
std::string skippedOf(const std::string& more) {
  const auto read = list(page({claim("a"), claim("gpu", more), claim("b")}));
  if (!read || read->items.size() != 2 || read->info.items != 3 || read->skipped.size() != 1) {
    return "not skipped";
  }
  return read->skipped[0].message;
}

/// A claim whose spec is one request with these bytes behind its name.
std::string request(const std::string& exactly) {
  return field(2, field(1, field(1, field(1, "r") + field(2, exactly))));
}

/// The only request of a claim with this message.
std::optional<DeviceRequestBody> bodyOf(const std::string& exactly) {
  const auto read = list(page({claim("gpu", request(exactly))}));
  return read && read->items.size() == 1 ? read->items[0]->spec.requests.front().exactly : std::nullopt;
}

}  // namespace

class ProtobufTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void sameBytesAreReadOnce() {
    const Text::Usage before = Text::usage();
    {
      DecodeCache cache;
      const DecodeCache::Use use(cache);
      const std::string same = field(1, field(11, field(1, "app") + field(2, "train"))) + request(field(1, "gpu.example.com"));
      const auto read = list(page({claim("a", same), claim("b", same), claim("c", request(field(1, "other")))}));
      QVERIFY(read && read->items.size() == 3);
      const ResourceClaim& a = *read->items[0];
      const ResourceClaim& b = *read->items[1];
      QVERIFY(a.meta.labels.size() == 1 && a.meta.labels.block() == b.meta.labels.block());
      QVERIFY(a.spec.requests.size() == 1 && a.spec.requests.block() == b.spec.requests.block());
      QVERIFY(read->items[2]->spec.requests.front().exactly->deviceClassName == "other");
      QVERIFY(read->items[2]->meta.labels.empty());
    }
    QCOMPARE(Text::usage().strings, before.strings);
  }

  /// One label whose value looks like a second entry, and two labels: the same bytes behind the first length.
  void whereTheFirstOneEndsCounts() {
    const std::string second = field(11, field(1, "b") + field(2, "2"));
    const std::string first = field(1, "a") + field(2, "1");
    std::string whole = first + second;  // field 11 within an entry says nothing
    DecodeCache cache;
    const DecodeCache::Use use(cache);
    for (int round = 0; round < 2; ++round) {
      const auto read = list(page({claim("one", field(1, field(11, whole))), claim("two", field(1, field(11, first) + second))}));
      QVERIFY(read && read->items.size() == 2);
      QCOMPARE(read->items[0]->meta.labels.size(), std::size_t{1});
      QCOMPARE(read->items[1]->meta.labels.size(), std::size_t{2});
    }
  }

  /// v1beta1 numbers the same bytes otherwise.
  void versionsAreRememberedApart() {
    DecodeCache cache;
    const DecodeCache::Use use(cache);
    const std::string bytes = claim("c", request(field(1, "gpu.example.com")));
    for (int round = 0; round < 2; ++round) {
      std::string now = envelope("ResourceClaim", bytes);
      std::string old = envelope("ResourceClaim", bytes, "resource.k8s.io/v1beta1");
      const auto modern = decodeObject<ResourceClaim>("resource.k8s.io/v1", now);
      const auto before = decodeObject<ResourceClaim>("resource.k8s.io/v1beta1", old);
      QVERIFY(modern && before);
      QVERIFY((*modern)->spec.requests.front().exactly->deviceClassName == "gpu.example.com");
      QVERIFY(!((*before)->spec.requests.front().exactly &&
                (*before)->spec.requests.front().exactly->deviceClassName == "gpu.example.com"));
    }
  }

  void whatCannotBeReadIsNotRemembered() {
    DecodeCache cache;
    const DecodeCache::Use use(cache);
    const std::string broken = field(1, field(11, field(1, "a") + "\x12\x7f"));
    for (int round = 0; round < 2; ++round) {
      const auto read = list(page({claim("gpu", broken), claim("b")}));
      QVERIFY(read && read->items.size() == 1 && read->skipped.size() == 1);
    }
  }

  void pagesEventsAndObjects() {
    const auto read = list(page({claim("a"), claim("b")}));
    QVERIFY(read && read->items.size() == 2 && read->skipped.empty());
    QCOMPARE(read->info.resourceVersion, std::string("77"));
    QCOMPARE(read->info.continueToken, std::string("more"));
    QVERIFY(read->info.remaining == 5U && read->info.items == 2);
    QVERIFY(list(envelope("ResourceClaimList", ""))->items.empty());

    std::string added = watchEvent("ADDED", envelope("ResourceClaim", claim("c")));
    const auto event = decodeEvent<ResourceClaim>(kClaims, added);
    QVERIFY(event && event->object != nullptr && event->object->meta.name == "c");
    QVERIFY(event->info.type == EventType::added && event->info.resourceVersion == "41");

    std::string alone = envelope("ResourceClaim", claim("d"));
    const auto object = decodeObject<ResourceClaim>("resource.k8s.io/v1", alone);
    QVERIFY(object && (*object)->meta.name == "d");
  }

  void bookmarksAndErrors() {
    const std::string end = field(12, field(1, "k8s.io/initial-events-end") + field(2, "true"));
    std::string bookmark = watchEvent("BOOKMARK", envelope("ResourceClaim", field(1, field(6, "99") + end)));
    const auto marked = decodeEvent<ResourceClaim>(kClaims, bookmark);
    QVERIFY(marked && marked->info.initialEventsEnd && marked->info.resourceVersion == "99" && marked->object == nullptr);

    const std::string status = field(3, "too old") + field(4, "Expired") + field(5, number(5, 7)) + number(6, 410);
    std::string error = watchEvent("ERROR", envelope("Status", status, "v1"));
    const auto failed = decodeEvent<ResourceClaim>(kClaims, error);
    QVERIFY(failed && failed->info.error && failed->info.error->code == ErrorCode::expired);
    QVERIFY(failed->info.error->message == "too old" && failed->info.error->retryAfterMs == 7000);
    QVERIFY(errorOf(envelope("Status", status, "v1")).find("too old") != std::string::npos);

    std::string newer = watchEvent("REPLACED", "anything");
    QVERIFY(decodeEvent<ResourceClaim>(kClaims, newer)->info.type == EventType::unknown);
  }

  void otherEnvelopesAreRefused_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("error");
    const auto row = [](const std::string& bytes, const char* error) {
      QTest::newRow(error) << QByteArray::fromStdString(bytes) << QString::fromUtf8(error);
    };
    row(envelope("Table", "", "meta.k8s.io/v1"), "the answer is a Table, not a list");
    row(envelope("PodList", "", "v1"), "it is a PodList");
    row(envelope("ResourceClaimList", "", "resource.k8s.io/v1alpha3"),
        "is protobuf, which is not read for resource.k8s.io/v1alpha3");
    row(envelope("ResourceClaimList", "", "example.com/v1"), "is of example.com/v1, not of resource.k8s.io/v1");
    row(envelope("ResourceClaimList", "") + field(3, "gzip"), "field 3 is encoded as gzip, which is not read");
    row(envelope("ResourceClaimList", "") + field(4, "application/json"), "field 4 is application/json inside protobuf");
    row(std::string("k8s\0", 4), "the answer is a document without kind, not a list");
    row(page({claim("a")}).substr(0, 60), "is longer than what is left");
    row(std::string("k8s\0", 4) + "\x12\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", "has a number longer than 64 bits");
    row(std::string("k8s\0", 4) + "\x0b", "has an unknown wire type");
    row(std::string("k8s\0\x02", 5), "has a broken field number");
  }
  void otherEnvelopesAreRefused() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, error);
    const QString said = QString::fromStdString(errorOf(bytes.toStdString()));
    QVERIFY2(said.startsWith("ResourceClaim list: ") && said.contains(error), qPrintable(said));
  }

  void oneBadItemDoesNotLoseThePage() {
    const std::string cut = field(2, "").substr(0, 1) + "\x7f";  // a length with nothing behind it
    QCOMPARE(skippedOf(cut), std::string("ResourceClaim ml/gpu: field 2 is longer than what is left"));
    QCOMPARE(skippedOf(number(2, 1)), std::string("ResourceClaim ml/gpu: field 2 has another wire type than its field"));
    QCOMPARE(skippedOf(request(field(4, "two"))),
             std::string("ResourceClaim ml/gpu: field 2.1.1.[0].2.4 has another wire type than its field"));
    QCOMPARE(skippedOf(field(3, field(1, field(5, number(1, std::int64_t{1} << 60))))),
             std::string("ResourceClaim ml/gpu: field 3.1.5 is not a time"));
    const std::string capacity = field(7, field(1, field(1, "memory") + field(2, field(1, "80 apples"))));
    QVERIFY(skippedOf(request(capacity)).find("is not a quantity") != std::string::npos);
    const std::string deep = std::string(70, '[') + std::string(70, ']');
    const std::string config = field(2, field(1, field(3, field(2, field(1, field(2, field(1, deep)))))));
    QVERIFY(skippedOf(config).find("is nested more than 64 deep") != std::string::npos);
    // Unreadable before its name: told by its place.
    const auto read = list(page({claim("a"), cut}));
    QVERIFY(read && read->skipped.size() == 1);
    QCOMPARE(read->skipped[0].message, std::string("ResourceClaim number 2 of the page: field 2 is longer than what is left"));
  }

  void absentZeroAndMerged() {
    const auto zero = bodyOf(field(1, "gpu") + field(3, "") + number(4, 0));
    QVERIFY(zero && zero->count == 1 && zero->mode == CountMode::exactCount && !zero->adminAccessSet && !zero->capacitySet);
    const auto set = bodyOf(number(5, 0) + field(7, "") + field(3, "Some"));
    QVERIFY(set && set->adminAccessSet && !set->adminAccess && set->capacitySet && set->modeWord == "Some");
    // The last scalar counts, lists that others interrupt are one list, fields we do not know are skipped, whatever their type.
    const std::string unknown = number(900, 7) + field(901, "x") + "\xb5\x38" + "1234" + "\xb1\x38" + "12345678";
    const std::string selector = field(2, field(1, field(1, "a")));
    const auto last = bodyOf(number(4, 2) + selector + unknown + number(4, 3) + selector);
    QVERIFY(last && last->count == 3 && last->selectors.size() == 2);
    // A message that comes twice is one message.
    const auto twice = list(page({claim("gpu", field(3, field(1, field(5, number(1, 1)))) + field(3, field(1, field(3, ""))))}));
    QVERIFY(twice && twice->items[0]->allocation && twice->items[0]->allocation->nodeSelector);
    QCOMPARE(twice->items[0]->allocation->allocationTimestamp.ms, std::int64_t{1000});
  }

  void mapsAndTimes() {
    const auto label = [](const char* key, const char* value) { return field(11, field(1, key) + field(2, value)); };
    std::string bytes = envelope("ResourceClaim", field(1, field(8, "") + field(9, number(1, -62'135'596'800)) + label("b", "1") +
                                                               label("a", "2") + label("b", "3")));
    const auto read = decodeObject<ResourceClaim>("resource.k8s.io/v1", bytes);
    QVERIFY(read.has_value());
    const Metadata& meta = (*read)->meta;
    QVERIFY(!meta.created.isSet() && !meta.deleted().isSet());
    QVERIFY(meta.labels.size() == 2 && labelValue(meta.labels, "a") == "2" && labelValue(meta.labels, "b") == "3");
  }

  void brokenTextsAreRepaired() {
    QCOMPARE(protobuf::repairedUtf8("a\xff\xc3\xa9\xe6\xbc\xf0\x9f\x98\x80"),
             std::string("a\xEF\xBF\xBD\xc3\xa9\xEF\xBF\xBD\xEF\xBF\xBD\xf0\x9f\x98\x80"));
    QCOMPARE(protobuf::repairedUtf8("\xed\xa0\x80"), std::string("\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"));
    const auto read = list(page({claim("g\xffpu")}));
    QVERIFY(read && read->items[0]->meta.name == "g\xEF\xBF\xBDpu");
  }

  void hugeAndRandom() {
    std::string huge = envelope("ResourceClaim", claim("gpu", field(900, std::string(kMaxObjectBytes, 'x'))));
    const auto refused = decodeObject<ResourceClaim>("resource.k8s.io/v1", huge);
    QVERIFY(!refused && refused.error().code == ErrorCode::tooLarge);
    // 100 MB that a page may have: skipped, not copied.
    const auto skipped = list(page({claim("gpu", field(900, std::string(100U << 20U, 'x')))}));
    QVERIFY(skipped && skipped->items.size() == 1);
    std::mt19937 random(1);
    const std::string good = page({claim("a", request(number(4, 2))), claim("b", field(3, field(1, field(3, ""))))});
    int fine = 0;
    for (int i = 0; i < 20'000; ++i) {
      std::string bytes = good;
      for (std::size_t n = 1 + random() % 3; n > 0; --n) {
        bytes[4 + random() % (bytes.size() - 4)] = static_cast<char>(random());
      }
      bytes.resize(random() % 4 == 0 ? random() % bytes.size() : bytes.size());
      const auto read = list(bytes);
      fine += read ? 1 : 0;
      QVERIFY(read || !read.error().message.empty());
    }
    QVERIFY(fine > 1000);
  }
};

QTEST_GUILESS_MAIN(ProtobufTest)
#include "protobuf_test.moc"
