// Buttons, chips, labels, panels and notes: what they do with keys, the mouse and hostile words. One thread.
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QtTest>

#include "ui/base/controls.h"
#include "ui/base/panels.h"
#include "ui/base/plain_label.h"

using namespace claimscope;
using namespace claimscope::ui;

namespace {

QString utf8(const char* text) {
  return QString::fromUtf8(text);
}

const QString kHostile = QString::fromUtf8("<b>bold</b> <img src='file:///etc/passwd'> \u202Egpj.exe \x1b[31m & \n") +
                         QString(10'000, QLatin1Char('x'));

QImage picture(QWidget& widget) {
  return widget.grab().toImage().convertToFormat(QImage::Format_RGB32);
}

}  // namespace

class ControlsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    Look::installFonts();
    QApplication::setStyle(QStringLiteral("Fusion"));
    m_look = std::make_unique<Look>(ThemeName::dark);
    QApplication::setPalette(m_look->palette());
    qApp->setStyleSheet(m_look->styleSheet());
  }
  void cleanupTestCase() { m_look.reset(); }
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void buttonsHaveTheSizesOfTheDesign() {
    Button normal(*m_look, ButtonStyle::normal, utf8("Copy report"));
    Button small(*m_look, ButtonStyle::normal, utf8("Copy report"), true);
    QCOMPARE(normal.sizeHint().height(), 28);
    QCOMPARE(small.sizeHint().height(), 22);
    const int before = normal.sizeHint().width();
    normal.setIconId(utf8("copy"));
    QCOMPARE(normal.sizeHint().width(), before + 20);
    Button icon(*m_look, utf8("refresh"), utf8("Refresh (R)"));
    QCOMPARE(icon.sizeHint(), QSize(28, 28));
    QCOMPARE(icon.accessibleName(), utf8("Refresh (R)"));
    QCOMPARE(icon.toolTip(), utf8("Refresh (R)"));
    Button korean(*m_look, ButtonStyle::primary, utf8("가장 오래된 클레임 설명"));
    QVERIFY(korean.minimumSizeHint().width() > 120);
  }

  void enterPressesButNeverConfirmsDanger() {
    Button primary(*m_look, ButtonStyle::primary, utf8("Rehearse"));
    Button danger(*m_look, ButtonStyle::dangerFilled, utf8("Evict 4 pods"));
    QSignalSpy pressed(&primary, &QAbstractButton::clicked);
    QSignalSpy confirmed(&danger, &QAbstractButton::clicked);
    QTest::keyClick(&primary, Qt::Key_Return);
    QCOMPARE(pressed.count(), 1);
    QTest::keyClick(&danger, Qt::Key_Return);
    QTest::keyClick(&danger, Qt::Key_Enter);
    QCOMPARE(confirmed.count(), 0);
    QTest::keyClick(&danger, Qt::Key_Space);
    QCOMPARE(confirmed.count(), 1);
  }

  void focusRingOnlyForTheKeyboard() {
    QWidget parent;
    parent.resize(200, 60);
    auto* button = new Button(*m_look, ButtonStyle::normal, utf8("Copy"), false, &parent);
    button->setGeometry(20, 16, 80, 28);
    const QRgb ring = m_look->theme().accent.focus.rgb();
    const auto ringed = [&] { return picture(parent).pixel(60, 16 - 2) == ring; };
    const auto focus = [button](QEvent::Type type, Qt::FocusReason reason) {
      QFocusEvent event(type, reason);
      QApplication::sendEvent(button, &event);
    };
    QVERIFY(!ringed());
    focus(QEvent::FocusIn, Qt::MouseFocusReason);
    QVERIFY(!ringed());
    focus(QEvent::FocusOut, Qt::TabFocusReason);
    focus(QEvent::FocusIn, Qt::TabFocusReason);
    QVERIFY(ringed());
    focus(QEvent::FocusOut, Qt::ActiveWindowFocusReason);
    QVERIFY(ringed());
    button->move(20, 20);
    QCOMPARE(picture(parent).pixel(60, 18), ring);
    focus(QEvent::FocusOut, Qt::BacktabFocusReason);
    QCOMPARE(picture(parent).pixel(60, 18), m_look->theme().bg.window.rgb());
    delete button;
    QVERIFY(parent.findChildren<QWidget*>().isEmpty() ||
            QTest::qWaitFor([&] { return parent.findChildren<QWidget*>().isEmpty(); }));
  }

  void segmentedMovesWithTheArrows() {
    Segmented choices(*m_look, {utf8("p50"), utf8("p95"), utf8("p99")});
    QSignalSpy spy(&choices, &Segmented::currentChanged);
    QTest::keyClick(&choices, Qt::Key_Left);
    QCOMPARE(spy.count(), 0);
    QTest::keyClick(&choices, Qt::Key_Right);
    QTest::keyClick(&choices, Qt::Key_Right);
    QTest::keyClick(&choices, Qt::Key_Right);
    QCOMPARE(choices.current(), 2);
    QCOMPARE(spy.count(), 2);
    QTest::keyClick(&choices, Qt::Key_Home);
    QCOMPARE(choices.current(), 0);
    choices.resize(choices.sizeHint());
    QTest::mouseClick(&choices, Qt::LeftButton, {}, QPoint(choices.width() - 8, 10));
    QCOMPARE(choices.current(), 2);
    const QSize before = choices.sizeHint();
    choices.setCurrent(1);
    QCOMPARE(choices.sizeHint(), before);  // the choice does not move its neighbours
    choices.setCurrent(7);
    QCOMPARE(choices.current(), 1);
    choices.setChoices({utf8("one")});
    QCOMPARE(choices.current(), 0);
    choices.setChoices({});
    QVERIFY(choices.sizeHint().isValid());
    picture(choices);
  }

  void filterChipsClose() {
    Chip chip(*m_look);
    chip.setTexts(utf8("driver ="), utf8("gpu.nvidia.com"));
    QCOMPARE(chip.sizeHint().height(), 20);
    chip.setFilter(true);
    QCOMPARE(chip.sizeHint().height(), 24);
    chip.resize(chip.sizeHint());
    QSignalSpy closed(&chip, &Chip::closed);
    QSignalSpy clicked(&chip, &QAbstractButton::clicked);
    QTest::mouseClick(&chip, Qt::LeftButton, {}, QPoint(10, 12));
    QCOMPARE(closed.count(), 0);
    QCOMPARE(clicked.count(), 1);
    QTest::mouseClick(&chip, Qt::LeftButton, {}, QPoint(chip.width() - 10, 12));
    QCOMPARE(closed.count(), 1);
    QCOMPARE(clicked.count(), 1);
    QTest::keyClick(&chip, Qt::Key_Backspace);
    QCOMPARE(closed.count(), 2);
    chip.setFilter(false);
    QTest::keyClick(&chip, Qt::Key_Backspace);
    QCOMPARE(closed.count(), 2);
  }

  void longNamesDoNotPushTheOthersOut() {
    Chip chip(*m_look);
    chip.setTexts(kHostile, utf8("12 s"));
    QVERIFY(chip.sizeHint().width() <= 420);
    QVERIFY(chip.minimumSizeHint().width() <= 160);
    QVERIFY(!chip.accessibleName().contains(QChar(0x202E)));
    chip.resize(chip.minimumSizeHint());
    picture(chip);
    PlainLabel label(*m_look, FontRole::body, Ink::primary, kHostile);
    QVERIFY(label.minimumSizeHint().width() < 60);
  }

  void labelsNeverReadMarkup() {
    PlainLabel label(*m_look, FontRole::body, Ink::primary);
    QCOMPARE(label.textFormat(), Qt::PlainText);
    label.setText(std::string_view("<b>x</b>"));
    QCOMPARE(label.text(), utf8("<b>x</b>"));
    label.setText(kHostile);
    QVERIFY(label.text().size() <= 1001);
    for (const QChar c : label.text()) {
      QVERIFY(c.unicode() >= 0x20 && c.unicode() != 0x202E && c.category() != QChar::Other_Format);
    }
    // Drawn as text it is wide; as markup it would be as wide as its one letter.
    PlainLabel marked(*m_look, FontRole::body, Ink::primary, utf8("<b>x</b>"));
    PlainLabel letter(*m_look, FontRole::body, Ink::primary, utf8("x"));
    QVERIFY(marked.sizeHint().width() > 4 * letter.sizeHint().width());
    // The same through the base class, and when the text wraps or can be selected.
    QLabel* base = &label;
    base->setText(utf8("<b>x</b>"));
    QCOMPARE(base->textFormat(), Qt::PlainText);
    label.setWordWrap(true);
    label.setSelectable(true);
    label.setText(std::string_view("one\ntwo <i>"));
    QCOMPARE(label.text(), utf8("one\ntwo <i>"));
    QCOMPARE(label.textFormat(), Qt::PlainText);
  }

  void labelsElideWhatDoesNotFit() {
    PlainLabel label(*m_look, FontRole::mono, Ink::primary, utf8("ml-training-job-7-gpu-x4k2p"));
    label.resize(label.sizeHint());
    const QImage whole = picture(label);
    label.resize(80, label.height());
    const QImage right = picture(label);
    label.setElide(Qt::ElideMiddle);
    const QImage middle = picture(label);
    QVERIFY(right != middle);
    QVERIFY(whole.copy(0, 0, 80, whole.height()) != right);
    QCOMPARE(label.text(), utf8("ml-training-job-7-gpu-x4k2p"));
    label.setElide(Qt::ElideNone);
    QCOMPARE(label.minimumSizeHint(), label.sizeHint());
  }

  void labelsFollowTheTheme() {
    Look look(ThemeName::dark);
    PlainLabel label(look, FontRole::body, Ink::critical, utf8("critical"));
    QCOMPARE(label.palette().color(QPalette::WindowText), look.theme().severity.critical);
    const QColor before = look.theme().severity.critical;
    look.setTheme(ThemeName::light);
    QVERIFY(look.theme().severity.critical != before);
    QCOMPARE(label.palette().color(QPalette::WindowText), look.theme().severity.critical);
    label.setInk(Ink::muted);
    QCOMPARE(label.palette().color(QPalette::WindowText), look.theme().text.muted);
    label.setRole(FontRole::mono);
    QCOMPARE(label.font().pixelSize(), 12);
    QCOMPARE(inkOf(diagnosis::Severity::warning), Ink::warning);
  }

  void panelsHoldOneBody() {
    Panel panel(*m_look, utf8("Pools"));
    panel.setScope(utf8("40,000 devices"));
    auto* first = new QWidget;
    panel.setBody(first);
    QPointer<QWidget> gone = first;
    auto* second = new QWidget;
    panel.setBody(second);
    QCOMPARE(panel.body(), second);
    QVERIFY(QTest::qWaitFor([&] { return gone.isNull(); }));
    panel.addTool(makeKey(*m_look, utf8("[")));
    panel.resize(300, 200);
    const QImage image = picture(panel);
    QCOMPARE(QColor(image.pixel(150, 100)), m_look->theme().bg.panel);
    QCOMPARE(QColor(image.pixel(150, 34)), m_look->theme().border.subtle);  // line below the header
    QCOMPARE(QColor(image.pixel(150, 0)), m_look->theme().border.subtle);
    panel.setBody(nullptr);
    QVERIFY(panel.body() == nullptr);
  }

  void verdictBandSaysItsSentence() {
    VerdictBand band(*m_look);
    band.setVerdict(Mark::ok, utf8("Nothing waits. <b>"), utf8("31 checks passed"));
    QCOMPARE(band.sentence(), utf8("Nothing waits. <b>"));
    QCOMPARE(band.accessibleName(), utf8("Nothing waits. <b>"));
    band.resize(600, 66);
    QCOMPARE(QColor(picture(band).pixel(2, 33)), m_look->theme().severity.ok);
    band.setVerdict(Mark::critical, kHostile, kHostile);
    QVERIFY(band.minimumSizeHint().width() < 400);  // a long sentence is cut, not the window widened
    QCOMPARE(QColor(picture(band).pixel(2, 33)), m_look->theme().severity.critical);
    QSignalSpy clicked(band.addButton(ButtonStyle::primary, utf8("Explain")), &QAbstractButton::clicked);
    QVERIFY(clicked.isValid());
  }

  void notesShowTheirCodeAndCopyIt() {
    const std::unique_ptr<QWidget> note(
        makeNote(*m_look, Mark::warning, utf8("You may not list devicetaintrules."), kHostile, utf8("rules:\n- <b>")));
    const auto* code = note->findChild<QPlainTextEdit*>();
    QVERIFY(code != nullptr);
    QCOMPARE(code->toPlainText(), utf8("rules:\n- <b>"));
    QVERIFY(code->isReadOnly());
    auto* copy = note->findChild<Button*>();
    QVERIFY(copy != nullptr);
    copy->click();
    QCOMPARE(QApplication::clipboard()->text(), utf8("rules:\n- <b>"));
    note->resize(300, 400);
    picture(*note);
  }

  void errorNoteSaysObjectCauseAndFix() {
    const std::unique_ptr<QWidget> note(
        makeErrorNote(*m_look, Error{ErrorCode::forbidden, "prod: list pods: 403", "Ask for list on pods", std::nullopt, 403}));
    QStringList words;
    for (const PlainLabel* label : note->findChildren<PlainLabel*>()) {
      words += label->text();
    }
    QVERIFY(words.contains(utf8("prod: list pods: 403")));
    QVERIFY(words.contains(utf8("Ask for list on pods")));
  }

  void emptyNoteOffersOneWayOn() {
    int asked = 0;
    const std::unique_ptr<QWidget> note(
        makeEmptyNote(*m_look, utf8("No claim waits"), utf8("All are allocated."), utf8("Show"), [&] { ++asked; }));
    auto* button = note->findChild<Button*>();
    QVERIFY(button != nullptr);
    button->click();
    QCOMPARE(asked, 1);
    const std::unique_ptr<QWidget> bare(makeEmptyNote(*m_look, utf8("No claim waits"), {}));
    QVERIFY(bare->findChild<Button*>() == nullptr);
  }

  void loadingStandsStill() {
    Skeleton skeleton(*m_look, 4, 26);
    QCOMPARE(skeleton.minimumHeight(), 104);
    skeleton.resize(400, 104);
    QCOMPARE(picture(skeleton), picture(skeleton));
    Progress progress(*m_look);
    progress.resize(400, 32);
    progress.setProgress(0.5, utf8("Claims 4,500 of ≥7,306"));
    const QImage half = picture(progress);
    QCOMPARE(QColor(half.pixel(40, 16)), m_look->theme().accent.fill);
    QCOMPARE(QColor(half.pixel(150, 16)), m_look->theme().bg.active);
    progress.setProgress(-1, utf8("Events 800"));
    QVERIFY(picture(progress) != half);
    progress.setProgress(std::numeric_limits<double>::quiet_NaN(), {});
    progress.setProgress(7, {});
    QCOMPARE(QColor(picture(progress).pixel(165, 16)), m_look->theme().accent.fill);
  }

  void keyCapsFitTheirKey() {
    const std::unique_ptr<QWidget> key(makeKey(*m_look, utf8("Ctrl K")));
    const std::unique_ptr<QWidget> one(makeKey(*m_look, utf8("[")));
    QVERIFY(key->width() > one->width());
    QCOMPARE(one->width(), keyWidth(utf8("["), *m_look));
    QCOMPARE(key->accessibleName(), utf8("Ctrl K"));
    const std::unique_ptr<QWidget> line(makeLine(*m_look));
    QCOMPARE(line->height(), 1);
  }

 private:
  std::unique_ptr<Look> m_look;
};

QTEST_MAIN(ControlsTest)
#include "controls_test.moc"
