// ModernisePage: asks after the last key, drops old answers, marks lines that differ, asks again when something is chosen. GUI
// thread.
#include <QClipboard>
#include <QLineEdit>
#include <QMimeData>
#include <QSignalSpy>

#include "model/migration/modernise/guide.h"
#include "tests/ui/pages/gui_test.h"
#include "tests/ui/pages/sample_views.h"
#include "ui/pages/modernise/change_lines.h"
#include "ui/pages/modernise/line_diff.h"
#include "ui/pages/modernise/modernise_page.h"

using namespace claimscope;
using namespace claimscope::ui;

namespace {

using Done = std::function<void(std::shared_ptr<const ModerniseAnswer>)>;

/// Keeps questions until the test answers them.
struct Asker {
  std::vector<std::pair<ModerniseQuestion, Done>> questions;
  [[nodiscard]] AskModernise function() {
    return [this](const ModerniseQuestion& question, Done done) { questions.emplace_back(question, std::move(done)); };
  }
  void answer(std::size_t index) {
    const auto& [question, done] = questions.at(index);
    done(std::make_shared<const ModerniseAnswer>(ModerniseAnswer{modernise::modernise(question.request), question.number}));
  }
  void answerAll() {
    for (std::size_t i = 0; i < questions.size(); ++i) {
      answer(i);
    }
  }
};

const QString kOld = QStringLiteral("apiVersion: resource.k8s.io/v1beta1\nkind: DeviceClass\nmetadata: {name: gpu}\nspec: {}\n");

}  // namespace

class ModerniseTest : public GuiTest {
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
    m_page = std::make_unique<ModernisePage>(m_look);
    m_page->setAsk(m_asker.function());
    m_page->setView(m_view);
    (void)shown(*m_page, {1392, 756});
  }
  void cleanup() { m_page.reset(); }

  void emptySaysWhatToDo() {
    QVERIFY(m_asker.questions.empty());
    QCOMPARE(m_page->verdict().sentence(), QStringLiteral("Nothing to modernise yet"));
    QVERIFY(m_page->result().isEmpty());
  }

  void asksOnceAfterTheLastKey() {
    QTest::keyClicks(&m_page->before(), QStringLiteral("kind: A"));
    QVERIFY(m_asker.questions.empty());  // not while one types
    QTRY_COMPARE(m_asker.questions.size(), std::size_t{1});
    QCOMPARE(m_asker.questions[0].first.request.sources[0].text, std::string("kind: A"));
  }

  void anOldAnswerIsDropped() {
    m_page->setManifests(QStringLiteral("a.yaml"), kOld);
    m_page->setManifests(QStringLiteral("b.yaml"), QStringLiteral("apiVersion: v1\nkind: Pod\n"));
    m_asker.answer(0);
    QVERIFY(m_page->answer() == nullptr);
    m_asker.answer(1);
    QVERIFY(m_page->answer() != nullptr);
    QCOMPARE(m_page->subtitle(), QStringLiteral("b.yaml"));
    QCOMPARE(m_page->result(), QStringLiteral("apiVersion: v1\nkind: Pod\n"));
    QVERIFY2(m_page->verdict().sentence().startsWith(QStringLiteral("All of it is for Kubernetes")),
             qPrintable(m_page->verdict().sentence()));
  }

  void theGuideInFull() {
    m_page->showExample();
    m_asker.answerAll();
    QVERIFY(m_page->result().contains(QStringLiteral("kind: DeviceClass")));
    QVERIFY(!m_page->result().contains(QStringLiteral("v1alpha2")));
    QVERIFY(m_page->verdict().sentence().contains(QStringLiteral("could not be carried over")));
    QVERIFY(m_page->changes().rowCount() > 15);
    QVERIFY(m_page->choices().count() > 4);
    QVERIFY(!m_page->before().extraSelections().isEmpty());
    QVERIFY(!m_page->after().extraSelections().isEmpty());
    QVERIFY(!shown(*m_page, {1040, 560}).isNull());
  }

  void aChangeIsSaidInFull() {
    m_page->showExample();
    m_asker.answerAll();
    const int row = 1;
    const auto& change = m_page->answer()->outcome.changes[static_cast<std::size_t>(row)];
    Q_EMIT m_page->table().objectSelected(m_page->changes().objectAt(row));
    QVERIFY2(m_page->detail().contains(QString::fromStdString(change.why)), qPrintable(m_page->detail()));
    QCOMPARE(static_cast<std::size_t>(m_page->before().textCursor().blockNumber()) + 1, change.line);
  }

  void anAnswerIsAskedAgain() {
    m_page->showExample();
    m_asker.answerAll();
    const std::size_t before = m_asker.questions.size();
    Q_EMIT m_page->choices().chosen(QStringLiteral("claim/ml-workloads/preallocated-gpu/immediate"), QStringLiteral("holder"));
    QCOMPARE(m_asker.questions.size(), before + 1);
    m_asker.answer(before);
    QVERIFY(m_page->result().contains(QStringLiteral("preallocated-gpu-holder")));
    // Other manifests have other choices.
    m_page->setManifests(QStringLiteral("x.yaml"), kOld);
    QVERIFY(m_asker.questions.back().first.request.choices.empty());
  }

  void aFreeAnswerIsTyped() {
    m_page->showExample();
    m_asker.answerAll();
    const auto fields = m_page->choices().findChildren<QLineEdit*>();
    QVERIFY(!fields.isEmpty());
    QSignalSpy chosen(&m_page->choices(), &ChoiceList::chosen);
    fields.first()->setText(QStringLiteral("type=gpu"));
    QTest::keyClick(fields.first(), Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][1].toString(), QStringLiteral("type=gpu"));
  }

  void theServerIsChosen() {
    m_page->setManifests(QStringLiteral("a.yaml"), kOld);
    QCOMPARE(m_asker.questions.back().first.request.target.minor, m_view.snapshot->server.minor);
    m_page->setTarget(33);
    QCOMPARE(m_asker.questions.back().first.request.target.minor, 33);
    m_asker.answerAll();
    QVERIFY(m_page->result().contains(QStringLiteral("resource.k8s.io/v1beta2")));
    m_page->setView(m_view);  // what was chosen stays
    QCOMPARE(m_asker.questions.back().first.request.target.minor, 33);
  }

  void devicesOfTheClusterAreKnown() {
    m_page->setManifests(QStringLiteral("a.yaml"), kOld);
    QVERIFY(!m_asker.questions.back().first.request.drivers.empty());
  }

  void aClassicClusterIsLeft() {
    m_page->setView(quietView(sampleSnapshot("eks-classic", SampleState::live)));
    m_page->setManifests(QStringLiteral("a.yaml"), kOld);
    QVERIFY(m_asker.questions.back().first.request.target.minor >= 34);
  }

  void whatCannotBeReadIsSaid() {
    m_page->setManifests(QStringLiteral("a.yaml"), QStringLiteral("a: [1\nb: \"x\n"));
    m_asker.answerAll();
    QVERIFY2(m_page->verdict().sentence().contains(QStringLiteral("a.yaml")), qPrintable(m_page->verdict().sentence()));
    m_page->setProblem({ErrorCode::tooLarge, "big.yaml is larger than 4 MB", "Use the command", std::nullopt, 0});
    QCOMPARE(m_page->verdict().sentence(), QStringLiteral("big.yaml is larger than 4 MB"));
  }

  void textIsPlain() {
    m_page->setManifests(QStringLiteral("a.yaml"), kOld + QStringLiteral("# <b>x</b> \u202Eevil\n"));
    m_asker.answerAll();
    QVERIFY(m_page->result().contains(QStringLiteral("<b>x</b>")));
    QVERIFY(!m_page->result().contains(QChar(0x202E)));
  }

  void resultsGoOut() {
    m_page->setManifests(QStringLiteral("guide.md"), QStringLiteral("# x\n```yaml\n") + kOld + QStringLiteral("```\n"));
    m_asker.answerAll();
    QVERIFY(m_page->result().startsWith(QStringLiteral("# x\n```yaml\napiVersion: resource.k8s.io/v1\n")));
    QSignalSpy saved(m_page.get(), &ModernisePage::saveRequested);
    QSignalSpy opened(m_page.get(), &ModernisePage::openRequested);
    for (auto* button : m_page->headerTools()->findChildren<Button*>()) {
      if (button->text().startsWith(QStringLiteral("Save")) || button->text().startsWith(QStringLiteral("Copy")) ||
          button->text().startsWith(QStringLiteral("Open"))) {
        button->click();
      }
    }
    QCOMPARE(saved.size(), 1);
    QCOMPARE(saved[0][0].toString(), QStringLiteral("modernised.md"));
    QCOMPARE(opened.size(), 1);
    QCOMPARE(QGuiApplication::clipboard()->text(), m_page->result());
  }

  void filesAreDropped() {
    QSignalSpy dropped(m_page.get(), &ModernisePage::dropped);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(QStringLiteral("/tmp/x.yaml"))});
    QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    static_cast<QObject*>(m_page.get())->event(&drop);
    QCOMPARE(dropped.size(), 1);
    QCOMPARE(dropped[0][0].toString(), QStringLiteral("/tmp/x.yaml"));
  }

  void whatTheClusterStores() {
    std::vector<std::function<void(std::shared_ptr<const StoredManifests>)>> waiting;
    QVERIFY2(!m_page->storedButton().isEnabled(), "there is nobody to ask");
    m_page->setAskStored([&](auto done) { waiting.push_back(std::move(done)); });
    m_page->setView(m_view);
    m_page->storedButton().click();
    // An answer may never come, when the source ends: asked again, the newest question counts.
    m_page->setFilter(QStringLiteral("stored"));
    QCOMPARE(waiting.size(), std::size_t{2});
    waiting[0](std::make_shared<const StoredManifests>());
    QVERIFY(m_page->verdict().sentence().startsWith(QStringLiteral("Reading")));
    StoredManifests stored{{kOld.toStdString(), 1, {"ConfigMap ml/train: forbidden\nkind: Pod"}}, 7, "prod"};
    waiting[1](std::make_shared<const StoredManifests>(stored));
    QCOMPARE(m_page->subtitle(), QStringLiteral("stored in prod"));
    const QStringList lines = m_page->before().toPlainText().split(QLatin1Char('\n'));
    QCOMPARE(lines[0], QStringLiteral("# not read: ConfigMap ml/train: forbidden\u240Akind: Pod"));
    QCOMPARE(lines[1], QStringLiteral("# 7 objects more were not read"));
    QCOMPARE(lines[2], QStringLiteral("apiVersion: resource.k8s.io/v1beta1"));
    m_asker.answerAll();
    QVERIFY(m_page->result().contains(QStringLiteral("apiVersion: resource.k8s.io/v1\n")));
    // Nothing is stored: what is on the page stays.
    m_page->setFilter(QStringLiteral("stored"));
    QCOMPARE(waiting.size(), std::size_t{3});
    waiting[2](std::make_shared<const StoredManifests>());
    QCOMPARE(m_page->verdict().sentence(), QStringLiteral("The cluster stores nothing of classic DRA"));
    QVERIFY(m_page->before().toPlainText().contains(QStringLiteral("resource.k8s.io/v1beta1")));
    m_page->storedButton().click();
    waiting[3](std::make_shared<const StoredManifests>(StoredManifests{{"", 0, {"resourceclasses: forbidden"}}, 0, "prod"}));
    QVERIFY2(m_page->verdict().detail().contains(QStringLiteral("resourceclasses: forbidden")),
             qPrintable(m_page->verdict().detail()));
    View files = m_view;
    auto snapshot = std::make_shared<cluster::Snapshot>(*m_view.snapshot);
    snapshot->server.origin = Origin::files;
    files.snapshot = snapshot;
    m_page->setView(files);
    QVERIFY2(!m_page->storedButton().isEnabled(), "files are opened");
  }

  void linesThatDiffer() {
    const auto lines = [](const char* text) { return QString::fromLatin1(text).split(QLatin1Char(' ')); };
    const LineDiff diff = diffLines(lines("a b c d e"), lines("a x c e f"));
    QCOMPARE(diff.gone, (std::vector<bool>{false, true, false, true, false}));
    QCOMPARE(diff.fresh, (std::vector<bool>{false, true, false, false, true}));
    QCOMPARE(diffLines({}, lines("a")).fresh, std::vector<bool>{true});
    QCOMPARE(diffLines(lines("a"), lines("a")).gone, std::vector<bool>{false});
    // Beyond what is compared line by line: what occurs nowhere in the other.
    QStringList many;
    QStringList other;
    for (int i = 0; i < 20'000; ++i) {
      many << QString::number(i);
      other << QString::number(i + (i % 2 == 0 ? 0 : 100'000));
    }
    const LineDiff rough = diffLines(many, other);
    QCOMPARE(std::count(rough.gone.begin(), rough.gone.end(), true), 10'000);
  }

 private:
  Look m_look{ThemeName::dark};
  View m_view;
  Asker m_asker;
  std::unique_ptr<ModernisePage> m_page;
};

QTEST_MAIN(ModerniseTest)
#include "modernise_test.moc"
