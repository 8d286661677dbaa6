// CEL as text: spans, the folded domain, what can be written at a place. No widget, one thread.
#include <QtTest>

#include "ui/pages/explanation/cel_text.h"
#include "ui/pages/selector/cel_edit.h"

using namespace claimscope::ui;

namespace {

QStringList spansOf(const QString& text, CelInk ink) {
  QStringList out;
  for (const CelSpan& span : celSpans(text)) {
    if (span.ink == ink) {
      out << text.mid(span.start, span.length);
    }
  }
  return out;
}

}  // namespace

class CelTextTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void literalsAndWordsHaveSpans() {
    const QString text = QStringLiteral("device.driver == \"a\\\"b\" && x in [1, 2.5] || r'\\' == 'c' // in \"end\"");
    QCOMPARE(spansOf(text, CelInk::string),
             (QStringList{QStringLiteral("\"a\\\"b\""), QStringLiteral("r'\\'"), QStringLiteral("'c'")}));
    QCOMPARE(spansOf(text, CelInk::number), (QStringList{QStringLiteral("1"), QStringLiteral("2.5")}));
    QCOMPARE(spansOf(text, CelInk::word), (QStringList{QStringLiteral("in")}));
    QCOMPARE(spansOf(text, CelInk::comment), (QStringList{QStringLiteral("// in \"end\"")}));
    QCOMPARE(spansOf(QStringLiteral("x == \"open"), CelInk::broken), (QStringList{QStringLiteral("\"open")}));
    QCOMPARE(spansOf(QStringLiteral("\"\"\"a\n\"b\"\"\" + 1"), CelInk::string),
             (QStringList{QStringLiteral("\"\"\"a\n\"b\"\"\"")}));
  }

  void spansStayInTheText() {
    for (const QString& text :
         {QString(), QStringLiteral("\""), QStringLiteral("'\\"), QStringLiteral("r\""), QStringLiteral("1."),
          QStringLiteral("/"), QStringLiteral("\"\"\""), QString(QChar(0xD800)) + QStringLiteral("\"")}) {
      int end = 0;
      for (const CelSpan& span : celSpans(text)) {
        QVERIFY(span.start >= end && span.length > 0);
        end = span.start + span.length;
      }
      QVERIFY2(end <= text.size(), qPrintable(text));
    }
  }

  void theCommonDomainFolds() {
    const QString gpu = QStringLiteral("device.attributes[\"gpu.nvidia.com\"].model == device.attributes['other.io'].model");
    const QString memory = QStringLiteral("device.capacity[\"gpu.nvidia.com\"].memory");
    const QString domain = commonDomain({gpu, memory});
    QCOMPARE(domain, QStringLiteral("gpu.nvidia.com"));
    QCOMPARE(withFoldedDomain(gpu, domain), QStringLiteral("device.attributes[…].model == device.attributes['other.io'].model"));
    QCOMPARE(withFoldedDomain(memory, domain), QStringLiteral("device.capacity[…].memory"));
    QCOMPARE(commonDomain({QStringLiteral("device.driver == \"x\"")}), QString());
    QCOMPARE(commonDomain({QStringLiteral("attributes[attributes[\"")}), QString());
  }

  void whatCanBeWritten() {
    const std::vector<PublishedName> names{{"gpu.nvidia.com", "model", "string", false, 3, "\"H100\""},
                                           {"gpu.nvidia.com", "memory", "quantity", true, 3, "80Gi"},
                                           {"gpu.nvidia.com", "mig", "bool", false, 1, "true"},
                                           {"example.com", "index", "int", false, 1, "0"}};
    const auto at = [&](const QString& text) { return completionAt(text, static_cast<int>(text.size()), names); };
    QCOMPARE(at(QStringLiteral("device.")).words.size(), 4);
    QCOMPARE(at(QStringLiteral("device.attr")).words, (QStringList{QStringLiteral("attributes")}));
    QCOMPARE(at(QStringLiteral("device.attributes[\"")).words,
             (QStringList{QStringLiteral("example.com"), QStringLiteral("gpu.nvidia.com")}));
    QVERIFY(at(QStringLiteral("device.attributes[\"g")).quoted);
    QCOMPARE(at(QStringLiteral("device.capacity['")).words, (QStringList{QStringLiteral("gpu.nvidia.com")}));
    QCOMPARE(at(QStringLiteral("device.attributes[\"gpu.nvidia.com\"].m")).words,
             (QStringList{QStringLiteral("mig"), QStringLiteral("model")}));
    QCOMPARE(at(QStringLiteral("device.attributes[\"gpu.nvidia.com\"].?mo")).words, (QStringList{QStringLiteral("model")}));
    QCOMPARE(at(QStringLiteral("device.capacity[\"gpu.nvidia.com\"].")).words, (QStringList{QStringLiteral("memory")}));
    QVERIFY(at(QStringLiteral("\"a\" == ")).words.isEmpty());
    QVERIFY(at(QString()).words.isEmpty());
  }
};

QTEST_APPLESS_MAIN(CelTextTest)
#include "cel_text_test.moc"
