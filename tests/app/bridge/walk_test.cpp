// Every page in English and Korean, small and large: nothing is cut, nothing stays English, every control has a name and is
// reached with the keyboard. GUI thread.
#include <QAccessible>
#include <QAccessibleInterface>
#include <QApplication>
#include <QRegularExpression>
#include <QTranslator>
#include <QtTest>
#include <array>
#include <set>

#include "app/bridge/explain_object.h"
#include "app/bridge/live_bridge.h"
#include "app/bridge/window_look.h"
#include "model/actions/quick_fixes.h"
#include "tests/app/bridge/patience.h"
#include "tests/app/bridge/walked_window.h"
#include "ui/base/controls.h"
#include "ui/base/language.h"
#include "ui/base/model_words.h"
#include "ui/base/plain_label.h"

using namespace claimscope;
using namespace claimscope::app;

namespace {

/// Is asked only for what no other translator knows: it remembers, and knows nothing either.
class Missing final : public QTranslator {
 public:
  [[nodiscard]] bool isEmpty() const override { return false; }
  [[nodiscard]] QString translate(const char* context, const char* text, const char* /*meaning*/, int /*n*/) const override {
    const QByteArray where(context);
    const bool qtOwn = where.startsWith('Q') && where != "QObject";
    if (ui::spokenLanguage() == ui::Language::korean && !qtOwn) {
      m_texts.insert(where + ": " + text);
    }
    return {};
  }
  [[nodiscard]] const std::set<QByteArray>& texts() const { return m_texts; }

 private:
  mutable std::set<QByteArray> m_texts;
};

/// What is wrong with the room of one widget; empty: nothing.
QString cutText(const QWidget* widget) {
  if (const auto* label = qobject_cast<const ui::PlainLabel*>(widget)) {
    const QFontMetrics metrics(label->font());
    if (label->wordWrap()) {
      const int needed = label->heightForWidth(label->width());
      return needed > label->height() + 2 ? QStringLiteral("wraps into %1 px and has %2").arg(needed).arg(label->height())
                                          : QString();
    }
    const int needed = metrics.horizontalAdvance(label->text());
    // A label that may elide asks for less than its text, and shows the whole of it as its tool tip.
    return label->minimumSizeHint().width() >= needed && needed > label->contentsRect().width() + 1
               ? QStringLiteral("needs %1 px and has %2").arg(needed).arg(label->contentsRect().width())
               : QString();
  }
  const bool sized = qobject_cast<const ui::Button*>(widget) != nullptr || qobject_cast<const ui::Segmented*>(widget) != nullptr;
  return sized && widget->width() < widget->sizeHint().width()
             ? QStringLiteral("needs %1 px and has %2").arg(widget->sizeHint().width()).arg(widget->width())
             : QString();
}

QString nameOf(QWidget* widget) {
  QAccessibleInterface* face = QAccessible::queryAccessibleInterface(widget);
  return face == nullptr ? QString() : face->text(QAccessible::Name);
}

/// Words of our own: of two and more in small letters, and not what a scheduler or kubelet is quoted with.
bool isSentence(const QString& text) {
  static const QRegularExpression kOurs(QStringLiteral("(?:^|[ (])[a-z]{2,}(?:[ ,.)]|$)"));
  static const QRegularExpression kQuoted(
      QStringLiteral("nodes are available|is forbidden: |==|[^\\x00-\\x7f]{2}|cannot allocate all claims"));
  return text.count(kOurs) > 1 && !text.contains(kQuoted);
}

std::vector<ui::ObjectRef> waitingIn(const cluster::Snapshot& snapshot) {
  constexpr std::size_t kMost = 16;
  std::vector<ui::ObjectRef> out;
  for (const cluster::ClaimView& claim : snapshot.inventory->claims) {
    const ResourceClaim* object = snapshot.of<ResourceClaim>().at(claim.slot);
    if (out.size() < kMost && claim.state == "pending") {
      out.push_back({"claim", object->meta.namespaceName.str(), object->meta.name.str()});
    }
  }
  return out;
}

bool takesKeys(const QWidget* widget) {
  return widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) != 0 && widget->focusProxy() == nullptr;
}

}  // namespace

class WalkTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    ui::Look::installFonts();
    QCoreApplication::installTranslator(&m_missing);
    m_look = std::make_unique<ui::Look>(ui::ThemeName::dark);
    applyLook(*qApp, *m_look);
    LiveBridge bridge;
    connect(&bridge, &LiveBridge::viewReady, this, [this](const ui::View& view) { m_view = view; });
    SourceOptions options;
    options.demo = true;
    options.speed = 0;
    bridge.run(options, QStringLiteral("demo"));
    QTRY_VERIFY_WITH_TIMEOUT(m_view.snapshot != nullptr && m_view.snapshot->firstSyncDone, kPatience);
  }
  void cleanup() { ui::speak(ui::Language::english, {}); }

  void nothingIsCut_data() {
    QTest::addColumn<ui::Language>("language");
    QTest::addColumn<QSize>("size");
    // The smallest window has the least room; a wide one in the language with the longer words.
    QTest::addRow("en-1100") << ui::Language::english << QSize(1100, 700);
    QTest::addRow("ko-1100") << ui::Language::korean << QSize(1100, 700);
    QTest::addRow("en-1440") << ui::Language::english << QSize(1440, 900);
  }
  void nothingIsCut() {
    QFETCH(ui::Language, language);
    QFETCH(QSize, size);
    ui::speak(language, {});
    WalkedWindow walked(*m_look, m_view, size);
    QStringList cut;
    for (const QString& page : walked.window().pageIds()) {
      walked.open(page);
      for (const QWidget* widget : visibleWidgets(walked.window())) {
        const QString problem = cutText(widget);
        if (!problem.isEmpty()) {
          cut += page + QStringLiteral(": ") + pathOf(widget) + QStringLiteral(" \"") +
                 widget->property("text").toString().left(60) + QStringLiteral("\" ") + problem;
        }
      }
    }
    QVERIFY2(cut.isEmpty(), qPrintable(QStringLiteral("\n  ") + cut.join(QStringLiteral("\n  "))));
  }

  void nothingStaysEnglish() {
    ui::speak(ui::Language::korean, {});
    WalkedWindow walked(*m_look, m_view, QSize(1440, 900));
    for (const QString& page : walked.window().pageIds()) {
      walked.open(page);
    }
    QByteArray list;
    for (const QByteArray& text : m_missing.texts()) {
      list += "\n  " + text;
    }
    QVERIFY2(list.isEmpty(), list.constData());
  }

  void theModelSpeaksKorean_data() {
    QTest::addColumn<QString>("scenario");
    for (const char* name : {"eks-hybrid", "eks-classic", "device-plugin", "quiet", "fleet"}) {
      QTest::newRow(name) << QString::fromLatin1(name);
    }
  }
  /// Pages of each demo, explanations of what waits, workflows and rehearsals of what is found: no sentence of the model is shown
  /// as it is.
  void theModelSpeaksKorean() {
    QFETCH(const QString, scenario);
    const ui::View view = viewOf(scenario);
    std::set<QString> untold;
    ui::hearUntold([&](const QString& text) {
      if (isSentence(text)) {
        untold.insert(text);
      }
    });
    ui::speak(ui::Language::korean, {});
    WalkedWindow walked(*m_look, view, QSize(1440, 900));
    ui::MainWindow& window = walked.window();
    for (const QString& page : window.pageIds()) {
      walked.open(page);
    }
    for (const ui::ObjectRef& claim : waitingIn(*view.snapshot)) {
      window.openPage(QStringLiteral("explanation"), claim);
      walked.settle();
    }
    std::set<std::string> rehearsed;
    for (const diagnosis::Finding& finding : view.diagnosis->findings) {
      if (!finding.objects.empty()) {
        window.troubleshoot(finding.objects.front());
        walked.settle();
      }
      std::vector<actions::QuickFix> fixes = actions::quickFixes(*view.snapshot, finding);
      for (const ui::ObjectRef& object : finding.objects) {
        const auto more = actions::actionsFor(*view.snapshot, object);
        fixes.insert(fixes.end(), more.begin(), more.end());
      }
      for (const actions::QuickFix& fix : fixes) {
        if (rehearsed.insert(fix.request.action).second) {
          window.rehearse(fix.request);
          walked.settle();
        }
      }
    }
    ui::hearUntold({});
    for (const QString& text : untold) {
      qInfo("not in Korean: %s", qPrintable(text));
    }
    QVERIFY(untold.empty());
  }

  void everyControlHasAName() {
    WalkedWindow walked(*m_look, m_view, QSize(1440, 900));
    QStringList nameless;
    for (const QString& page : walked.window().pageIds()) {
      walked.open(page);
      for (QWidget* widget : visibleWidgets(walked.window())) {
        if (takesKeys(widget) && nameOf(widget).isEmpty()) {
          nameless += page + QStringLiteral(": ") + pathOf(widget);
        }
        const auto* button = qobject_cast<const ui::Button*>(widget);
        if (button != nullptr && button->text().isEmpty() && button->toolTip().isEmpty()) {
          nameless += page + QStringLiteral(": no tool tip: ") + pathOf(widget);
        }
      }
    }
    nameless.removeDuplicates();
    QVERIFY2(nameless.isEmpty(), qPrintable(QStringLiteral("\n  ") + nameless.join(QStringLiteral("\n  "))));
  }

  /// Tab alone goes through everything that takes keys and comes back: nothing is left out and nothing is a trap.
  void tabReachesEverything() {
    WalkedWindow walked(*m_look, m_view, QSize(1440, 900));
    ui::MainWindow& window = walked.window();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QStringList problems;
    for (const QString& page : window.pageIds()) {
      walked.open(page);
      std::set<QWidget*> wanted;
      for (QWidget* widget : visibleWidgets(window)) {
        if (takesKeys(widget)) {
          wanted.insert(widget);
        }
      }
      std::set<QWidget*> visited;
      for (std::size_t step = 0; step < wanted.size() * 2 + 20; ++step) {
        QWidget* before = QApplication::focusWidget();
        if (before == nullptr) {
          window.setFocus();
          before = QApplication::focusWidget();
        }
        QTest::keyClick(before != nullptr ? before : &window, Qt::Key_Tab);
        QWidget* after = QApplication::focusWidget();
        if (after == before && wanted.size() > 1) {
          problems += page + QStringLiteral(": Tab stays in ") + pathOf(after);
          break;
        }
        if (qEnvironmentVariableIsSet("CLAIMSCOPE_WALK_FOLDER")) {
          qInfo("%s: %s", qPrintable(page), qPrintable(pathOf(after)));
        }
        visited.insert(after);
      }
      for (QWidget* widget : wanted) {
        if (!visited.contains(widget)) {
          problems += page + QStringLiteral(": not reached: ") + pathOf(widget);
        }
      }
    }
    problems.removeDuplicates();
    QVERIFY2(problems.isEmpty(), qPrintable(QStringLiteral("\n  ") + problems.join(QStringLiteral("\n  "))));
  }

  /// What a switch of the theme leaves is what a new window would have.
  void aSwitchOfTheThemeLeavesNothing() {
    constexpr QSize kSize(1280, 800);
    const std::array<ui::ThemeName, 3> themes{ui::ThemeName::highContrast, ui::ThemeName::light, ui::ThemeName::dark};
    std::size_t turn = 0;
    const auto grabbed = [](ui::MainWindow& window) {
      window.setFocus();
      return window.grab().toImage();
    };
    for (const char* name : {"overview", "explanation", "settings"}) {
      const QString page = QString::fromLatin1(name);
      WalkedWindow old(*m_look, m_view, kSize);
      old.open(page);
      m_look->setTheme(themes.at(turn++ % themes.size()));
      old.settle();
      WalkedWindow fresh(*m_look, m_view, kSize);
      fresh.open(page);
      const QImage switched = grabbed(old.window());
      const QImage made = grabbed(fresh.window());
      const QString folder = qEnvironmentVariable("CLAIMSCOPE_WALK_FOLDER");
      if (switched != made && !folder.isEmpty()) {
        switched.save(folder + QLatin1Char('/') + page + QStringLiteral("-switched.png"));
        made.save(folder + QLatin1Char('/') + page + QStringLiteral("-made.png"));
      }
      QVERIFY2(switched == made, qPrintable(page + QStringLiteral(": something of the theme before is left")));
    }
    m_look->setTheme(ui::ThemeName::dark);
  }

 private:
  ui::View viewOf(const QString& scenario) {
    LiveBridge bridge;
    ui::View out;
    connect(&bridge, &LiveBridge::viewReady, this, [&out](const ui::View& view) { out = view; });
    SourceOptions options;
    options.demo = true;
    options.scenario = scenario.toStdString();
    options.speed = 0;
    bridge.run(options, QStringLiteral("demo"));
    [&] {
      QTRY_VERIFY_WITH_TIMEOUT(out.snapshot != nullptr && out.snapshot->firstSyncDone && out.diagnosis != nullptr, kPatience);
    }();
    return out;
  }

  Missing m_missing;
  std::unique_ptr<ui::Look> m_look;
  ui::View m_view;
};

QTEST_MAIN(WalkTest)
#include "walk_test.moc"
