// SelectorPage: asks after the last key, drops old answers, underlines errors, offers names, keeps text plain. GUI thread.
#include <QClipboard>
#include <QLabel>
#include <QListWidget>
#include <QSignalSpy>

#include "tests/ui/pages/explanation/geometry.h"
#include "tests/ui/pages/gui_test.h"
#include "tests/ui/pages/sample_views.h"
#include "ui/pages/selector/selector_page.h"

using namespace claimscope;
using namespace claimscope::ui;

namespace {

using Done = std::function<void(std::shared_ptr<const SelectorAnswer>)>;

/// Keeps questions until the test answers them.
struct Asker {
  std::vector<std::pair<SelectorQuestion, Done>> questions;
  [[nodiscard]] AskSelector function() {
    return [this](const SelectorQuestion& question, Done done) { questions.emplace_back(question, std::move(done)); };
  }
};

}  // namespace

class SelectorTest : public GuiTest {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    prepare();
    dress(m_look);
    m_view = quietView(sampleSnapshot("eks-hybrid", SampleState::live));
  }
  void init() {
    watchWarnings();
    m_asker = {};
    m_page = std::make_unique<SelectorPage>(m_look);
    m_page->setAsk(m_asker.function());
    m_page->setView(m_view);
    settle(*m_page, {1392, 756});
  }
  void cleanup() { m_page.reset(); }

  void asksOnceAfterTheLastKey() {
    const std::size_t before = m_asker.questions.size();
    m_page->field().setFocus(Qt::OtherFocusReason);
    QTest::keyClicks(&m_page->field(), QStringLiteral("true"));
    QCOMPARE(m_asker.questions.size(), before);  // not while one types
    QTRY_COMPARE(m_asker.questions.size(), before + 1);
    QCOMPARE(m_asker.questions.back().first.expression, std::string("true"));
    // The same moment again asks nothing; another inventory does.
    m_page->setView(m_view);
    QCOMPARE(m_asker.questions.size(), before + 1);
  }

  void anOldAnswerIsDropped() {
    m_page->edit(QStringLiteral("first"), {});
    m_page->edit(QStringLiteral("second"), {});
    const auto& [question, done] = m_asker.questions[m_asker.questions.size() - 2];
    QCOMPARE(question.expression, std::string("first"));
    done(answerTo(question));
    QVERIFY(m_page->answer() == nullptr);
    m_asker.questions.back().second(answerTo(m_asker.questions.back().first));
    QVERIFY(m_page->answer() != nullptr);
  }

  void anAnswerIsCountsAndDevices() {
    m_page->edit(QStringLiteral("device.driver == \"gpu.nvidia.com\""), {});
    auto answer = std::make_shared<SelectorAnswer>(*answerTo(m_asker.questions.back().first));
    answer->matching = {3};
    answer->matches = {0, 1, 2};
    answer->cost = 4;
    answer->table.terms = {
        {"1", "device.driver == \"gpu.nvidia.com\"", {{explanation::Truth::yes, false, true, {}}}, {3}, {0}, {0}, {}}};
    answer->table.groups = {{"A10G", {3}, {3}, {0, 1, 2}}};
    m_asker.questions.back().second(answer);
    QCOMPARE(m_page->verdict().sentence(), QStringLiteral("3 devices match, of =10"));
    QCOMPARE(m_page->matches().lines().size(), 3);
    QVERIFY(m_page->truth().isVisible());
    QVERIFY(!m_page->failures().isVisible());
    QSignalSpy inspect(m_page.get(), &SelectorPage::inspectRequested);
    m_page->matches().setCurrentRow(1);
    QTest::keyClick(&m_page->matches(), Qt::Key_Return);
    QCOMPARE(inspect.count(), 1);
    settle(*m_page, {1392, 756});
    QCOMPARE(overlaps(*m_page), QString());
  }

  void runTimeErrorsStandApart() {
    m_page->edit(QStringLiteral("device.attributes[\"d\"].x == 1"), {});
    auto answer = std::make_shared<SelectorAnswer>(*answerTo(m_asker.questions.back().first));
    answer->failing = {7};
    answer->failures = {{"no such key: x", 7, 0}};
    m_asker.questions.back().second(answer);
    QVERIFY(m_page->verdict().sentence().contains(QStringLiteral("7 devices end with an error")));
    QVERIFY(m_page->failures().isVisible());
    QCOMPARE(m_page->failures().lines().front(), QStringLiteral("no such key: x"));
  }

  /// The range is in bytes; what stands before it may take several a letter.
  void anErrorIsUnderlinedWhereItIs() {
    m_page->edit(QStringLiteral("\"žluť\" == dev"), {});
    auto answer = std::make_shared<SelectorAnswer>(*answerTo(m_asker.questions.back().first));
    answer->error = "undeclared reference to 'dev'";
    answer->begin = 12;
    answer->end = 15;
    answer->column = 11;
    m_asker.questions.back().second(answer);
    QCOMPARE(m_page->field().errorText(), QStringLiteral("dev"));
    QVERIFY(m_page->verdict().sentence().contains(QStringLiteral("undeclared reference to 'dev'")));
    QVERIFY(m_page->verdict().detail().contains(QStringLiteral("column 11")));
    QVERIFY(!m_page->truth().isVisible());
    // At the very end, and beyond it.
    answer->begin = answer->end = 15;
    m_page->edit(QStringLiteral("\"žluť\" == dev "), {});
    answer->question = m_asker.questions.back().first;
    m_asker.questions.back().second(answer);
    QVERIFY(!m_page->field().errorText().isEmpty());
    m_page->field().showError(900, 1000, QStringLiteral("far"));
    QVERIFY(m_page->field().errorText().size() <= 1);
  }

  void namesAreOfferedAndInserted() {
    m_page->edit({}, {});
    auto answer = std::make_shared<SelectorAnswer>(*answerTo(m_asker.questions.back().first));
    answer->names = {{"gpu.nvidia.com", "model", "string", false, 3, "\"H100\""},
                     {"gpu.nvidia.com", "memory", "quantity", true, 3, "80Gi"}};
    m_asker.questions.back().second(answer);
    QCOMPARE(m_page->names().count(), 2);
    m_page->field().setFocus(Qt::OtherFocusReason);
    QTest::keyClicks(&m_page->field(), QStringLiteral("device.attributes[\""));
    QCOMPARE(m_page->field().offered(), (QStringList{QStringLiteral("gpu.nvidia.com")}));
    QTest::keyClick(&m_page->field(), Qt::Key_Return);
    QCOMPARE(m_page->field().toPlainText(), QStringLiteral("device.attributes[\"gpu.nvidia.com\"]."));
    Q_EMIT m_page->names().itemActivated(m_page->names().item(1));
    QVERIFY(m_page->field().toPlainText().endsWith(QStringLiteral("device.capacity[\"gpu.nvidia.com\"].memory")));
    QVERIFY(m_page->yaml().startsWith(QStringLiteral("selectors:\n- cel:\n    expression: |-\n      device.attributes")));
    // What stood there before comes back.
    m_page->edit(QStringLiteral("other"), {});
    m_page->field().undo();
    QVERIFY(m_page->field().toPlainText().contains(QStringLiteral("memory")));
  }

  void hostileTextIsText() {
    for (const std::string& name : hostileNames()) {
      m_page->edit(QString::fromStdString(name), QString::fromStdString(name));
      auto answer = std::make_shared<SelectorAnswer>(*answerTo(m_asker.questions.back().first));
      answer->names = {{name, name, name, false, 1, name}};
      answer->failing = {1};
      answer->failures = {{name, 1, 0}};
      answer->table.terms = {{name, name, {{explanation::Truth::error, true, true, name}}, {0}, {0}, {1}, name}};
      answer->table.groups = {{name, {1}, {0}, {0}}};
      m_asker.questions.back().second(answer);
      answer->error = name;
      m_asker.questions.back().second(answer);
      QVERIFY(!m_page->grab().isNull());
      for (const QLabel* label : m_page->findChildren<QLabel*>()) {
        QCOMPARE(label->textFormat(), Qt::PlainText);
      }
    }
  }

  void roomAtEverySize() {
    for (const QSize size : {QSize(976, 580), QSize(1052, 556), QSize(1392, 756), QSize(2512, 1296)}) {
      settle(*m_page, size);
      QCOMPARE(overlaps(*m_page), QString());
    }
  }

 private:
  [[nodiscard]] std::shared_ptr<const SelectorAnswer> answerTo(const SelectorQuestion& question) const {
    auto answer = std::make_shared<SelectorAnswer>();
    answer->question = question;
    answer->snapshot = m_view.snapshot;
    answer->seen = answer->inClass = {10};
    return answer;
  }

  Look m_look{ThemeName::dark};
  View m_view;
  Asker m_asker;
  std::unique_ptr<SelectorPage> m_page;
};

QTEST_MAIN(SelectorTest)
#include "selector_test.moc"
