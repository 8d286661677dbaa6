#include <QtTest>
#include <random>

#include "model/resources/kinds.h"
#include "tests/kit/json_text.h"

using namespace claimscope;
using kit::jsonText;

namespace {

const ApiResource kClaims{"resource.k8s.io", "v1", "resourceclaims", "ResourceClaim", true};

Result<DecodedPage<ResourceClaim>> list(std::string text) {
  return decodeList<ResourceClaim>(kClaims, text);
}
Result<DecodedEvent<ResourceClaim>> watchEvent(std::string text) {
  return decodeEvent<ResourceClaim>(kClaims, text);
}

std::string errorOf(std::string text) {
  const auto page = list(std::move(text));
  return page ? std::string("fine") : page.error().text();
}

/// Three claims, the middle one as given.
std::string pageWith(const std::string& middle) {
  return jsonText(
      "{'kind':'ResourceClaimList','apiVersion':'resource.k8s.io/v1','metadata':{'resourceVersion':'77','continue':'c',"
      "'remainingItemCount':5},'items':[{'metadata':{'name':'a'}},{'metadata':{'name':'gpu','namespace':'ml'}," +
      middle + "},{'metadata':{'name':'b'},'status':{'allocation':{}}}]}");
}

}  // namespace

class DocumentTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void pages() {
    const auto page = list(pageWith("'spec':{}"));
    QVERIFY(page.has_value());
    QCOMPARE(page->items.size(), std::size_t{3});
    QVERIFY(page->items[2]->allocation != nullptr && page->skipped.empty());
    QCOMPARE(page->info.resourceVersion, std::string("77"));
    QCOMPARE(page->info.continueToken, std::string("c"));
    QVERIFY(page->info.remaining == 5U && page->info.items == 3);
    // 1.31.0 wrote the metadata of lists under another name; keys may come in any order.
    const auto old = list(jsonText("{'items':null,'listMeta':{'resourceVersion':'5'},'kind':'ResourceClaimList'}"));
    QVERIFY(old && old->items.empty() && old->info.resourceVersion == "5");
  }

  void oneBadItemDoesNotLoseThePage_data() {
    QTest::addColumn<QString>("middle");
    QTest::addColumn<QString>("error");
    const auto row = [](const char* middle, const char* error) {
      QTest::newRow(error) << QString::fromUtf8(middle) << QString::fromUtf8(error);
    };
    row("'spec':{'devices':{'requests':[{'name':'r','count':'two'}]}}", "spec.devices.requests.[0].count is not a number");
    row("'spec':{'devices':{'requests':[{'exactly':{'count':1e99}}]}}",
        "spec.devices.requests.[0].exactly.count is not a whole number of 64 bits");
    row("'spec':[1,[2,{'x':[]}]]", "spec is not an object");
    row("'status':{'reservedFor':[{'name':'p','uid':[[{}]]}]}", "status.reservedFor.[0].uid is not a string");
    row("'status':{'allocation':{'devices':{'results':{}}}}", "status.allocation.devices.results is not an array");
    row("'status':{'allocation':{'allocationTimestamp':'soon'}}",
        "status.allocation.allocationTimestamp is not a time (RFC 3339)");
    row("'status':{'allocation':{'devices':{'results':[{'consumedCapacity':{'memory':'x'}}]}}}",
        "status.allocation.devices.results.[0].consumedCapacity.memory is not a quantity");
  }
  void oneBadItemDoesNotLoseThePage() {
    QFETCH(QString, middle);
    QFETCH(QString, error);
    const auto page = list(pageWith(middle.toStdString()));
    QVERIFY(page.has_value());
    QCOMPARE(page->items.size(), std::size_t{2});
    QVERIFY(page->items[1]->meta.name == "b" && page->items[1]->allocation != nullptr);
    QCOMPARE(page->info.items, std::uint64_t{3});
    QCOMPARE(QString::fromStdString(page->skipped.at(0).text()), QStringLiteral("ResourceClaim ml/gpu: ") + error);
    QVERIFY(page->skipped[0].code == ErrorCode::invalidInput);
    // The same object alone.
    std::string watchLine =
        jsonText("{'type':'ADDED','object':{'metadata':{'name':'gpu','namespace':'ml'}," + middle.toStdString() + "}}");
    const auto single = watchEvent(watchLine);
    QVERIFY(!single && single.error().text() == page->skipped[0].text());
  }

  void unreadableItemsAreBounded() {
    std::string text = "{\"items\":[";
    for (int i = 0; i < 5000; ++i) {
      text += "5,";
    }
    const auto page = list(text + "{}]}");
    QVERIFY(page && page->items.size() == 1 && page->info.items == 5001);
    QCOMPARE(page->skipped.size(), kMaxSkippedNamed);
    QCOMPARE(page->skipped[1].text(), std::string("ResourceClaim number 2 of the page: it is not an object"));
  }

  void brokenTextNamesTheByte() {
    QCOMPARE(errorOf(""), std::string("ResourceClaim list: is empty at byte 0 of 0"));
    QCOMPARE(errorOf("[]"), std::string("ResourceClaim list: is not a JSON object at byte 0 of 2"));
    QCOMPARE(errorOf("{} {}"), std::string("ResourceClaim list: goes on after its end at byte 3 of 5"));
    QCOMPARE(errorOf("{\"items\":[{\"a\" 1}]}"), std::string("ResourceClaim list: is not valid JSON at byte 15 of 19"));
    QCOMPARE(errorOf("{\"items\":\"\xc0\"}"), std::string("ResourceClaim list: is not UTF-8 at byte 10 of 13"));
    QCOMPARE(errorOf("{\"items\":[{}"), std::string("ResourceClaim list: ends in the middle at byte 12 of 12"));
  }

  void answersThatAreNoList() {
    const auto gone =
        list(jsonText("{'kind':'Status','status':'Failure','message':'too old','reason':'Expired','code':410,"
                      "'details':{'retryAfterSeconds':2}}"));
    QVERIFY(!gone && gone.error().code == ErrorCode::expired && gone.error().httpStatus == 410 &&
            gone.error().retryAfterMs == 2000);
    QCOMPARE(errorOf(jsonText("{'kind':'Table','rows':[]}")),
             std::string("ResourceClaim list: the answer is a Table, not a list"));
    QVERIFY(errorOf("{}").find("document without kind") != std::string::npos);
  }

  /// No server writes it, and to take either one could lose objects. Found by fuzzing.
  void itemsTwice() {
    const std::string error = errorOf(jsonText("{'kind':'ResourceClaimList','items':[{'metadata':{'name':'a'}}],'items':[]}"));
    QVERIFY2(error.starts_with("ResourceClaim list: items is there twice"), error.c_str());
  }

  void truncatedAnywhere() {
    const std::string whole =
        pageWith("'spec':{'devices':{'requests':[{'name':'r','count':2}],'config':[{'opaque':{'parameters':{'a':'\\u00e9'}}}]}}");
    for (std::size_t n = 0; n < whole.size(); ++n) {
      const auto page = list(whole.substr(0, n));
      QVERIFY2(!page, whole.substr(0, n).c_str());
      QVERIFY(!watchEvent(jsonText("{'type':'ADDED','object':") + whole.substr(0, n)));
    }
    QVERIFY(list(whole).has_value());
  }

  void damagedAnywhere() {
    const std::string whole = pageWith("'spec':{'devices':{'requests':[{'name':'r','count':2}]}}");
    std::mt19937 random(7);
    int decoded = 0;
    for (std::size_t at = 0; at < whole.size(); ++at) {
      for (const char c : {'\0', '"', '{', ']', ',', '\\', '\xff', '9'}) {
        std::string damaged = whole;
        damaged[at] = c;
        decoded += list(damaged) ? 1 : 0;
      }
      std::string junk = whole;
      for (int i = 0; i < 20; ++i) {
        junk[random() % junk.size()] = static_cast<char>(random());
      }
      decoded += list(junk) ? 1 : 0;
    }
    QVERIFY(decoded > 0);  // most letters may change without harm; the point is that nothing crashes
  }

  void junkAndDepth() {
    std::mt19937 random(1);
    for (int i = 0; i < 500; ++i) {
      std::string junk(random() % 300, '\0');
      for (char& c : junk) {
        c = static_cast<char>(random());
      }
      QVERIFY(!list(junk));
    }
    const std::string deep = std::string(200'000, '[') + std::string(200'000, ']');
    const auto page = list(pageWith("'future':" + deep));
    QVERIFY(page && page->items.size() == 3);  // skipped without recursion
    const auto kept = list(pageWith("'spec':{'devices':{'config':[{'opaque':{'parameters':" + deep + "}}]}}"));
    QVERIFY(kept && kept->items.size() == 2);
    QVERIFY(kept->skipped.at(0).text().find("nested more than 64 deep") != std::string::npos);
    QVERIFY(!list(std::string(200'000, '{')));
  }

  void longStringsAndControlCharacters() {
    const std::string megabyte(1U << 20U, 'x');
    const auto page =
        list(jsonText("{'items':[{'metadata':{'name':'") + megabyte + jsonText("','labels':{'a':'\\u001b[31m<b>\\u202e'}}}]}"));
    QVERIFY(page && page->items.at(0)->meta.name.view().size() == megabyte.size());
    QVERIFY(labelValue(page->items[0]->meta.labels, "a") ==
            "\x1b[31m<b>\xe2\x80\xae");  // kept as they are; views make them visible
  }

  void events() {
    const auto added = watchEvent(jsonText("{'type':'ADDED','object':{'metadata':{'name':'a','resourceVersion':'9'}}}"));
    QVERIFY(added && added->info.type == EventType::added && added->info.resourceVersion == "9" &&
            added->object->meta.name == "a");
    const auto swapped = watchEvent(jsonText("{'object':{'metadata':{'name':'a','resourceVersion':'9'}},'type':'DELETED'}"));
    QVERIFY(swapped && swapped->info.type == EventType::deleted && swapped->object->meta.name == "a");
    const auto bookmark =
        watchEvent(jsonText("{'type':'BOOKMARK','object':{'kind':'ResourceClaim','metadata':{'resourceVersion':'12',"
                            "'annotations':{'k8s.io/initial-events-end':'true'}}}}"));
    QVERIFY(bookmark && bookmark->info.type == EventType::bookmark && bookmark->info.initialEventsEnd &&
            bookmark->object == nullptr);
    QCOMPARE(bookmark->info.resourceVersion, std::string("12"));
    const auto error =
        watchEvent(jsonText("{'type':'ERROR','object':{'kind':'Status','code':410,'message':'too old resource version'}}"));
    QVERIFY(error && error->info.error->code == ErrorCode::expired && error->object == nullptr);
    const auto unknown = watchEvent(jsonText("{'type':'MOVED','object':{'metadata':{'name':5}}}"));
    QVERIFY(unknown && unknown->info.type == EventType::unknown && unknown->object == nullptr);
    QVERIFY(!watchEvent(jsonText("{'type':'ADDED','object':[]}")));
    QVERIFY(!watchEvent(jsonText("{'type':5}")));
    const auto without = watchEvent(jsonText("{'type':'ADDED'}"));
    QVERIFY(without && without->object == nullptr);
  }

  void capsAreStated() {
    std::string huge(kMaxObjectBytes + 1, ' ');
    const auto object = decodeObject<Pod>("v1", huge);
    QVERIFY(!object && object.error().code == ErrorCode::tooLarge);
    QCOMPARE(object.error().text(), std::string("Pod: 16777217 bytes, more than the 16 MiB that are read"));
  }
};

QTEST_APPLESS_MAIN(DocumentTest)
#include "document_test.moc"
