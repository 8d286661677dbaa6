#include "ui/pages/selector/selector_page.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListWidget>
#include <QPointer>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/pages/explanation/explanation_texts.h"
#include "ui/pages/explanation/settling.h"

namespace claimscope::ui {
namespace {

constexpr int kPauseMs = 120;  ///< after the last key
constexpr int kRight = 352;
constexpr int kEditor = 176;
constexpr int kMostNames = 400;

}  // namespace

SelectorPage::SelectorPage(Look& look, QWidget* parent)
    : Page(look, parent),
      m_subtitle(tr("which devices match, as you type; nothing is written")),
      m_tools(new QWidget(this)),
      m_copy(new Button(look, ButtonStyle::normal, tr("Copy as YAML selector"), true, m_tools)),
      m_verdict(new VerdictCard(look, this)),
      m_edit(new CelEdit(look)),
      m_cost(new PlainLabel(look, FontRole::caption, Ink::muted)) {
  m_tools->hide();
  auto* tools = new QHBoxLayout(m_tools);
  tools->setContentsMargins(0, 0, 0, 0);
  tools->setSpacing(8);
  m_copy->setIconId(QStringLiteral("copy"));
  tools->addWidget(m_copy);

  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  auto* scroll = new QScrollArea(this);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidgetResizable(true);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setFocusPolicy(Qt::NoFocus);
  outer->addWidget(scroll);
  auto* content = new Settling;
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(16, 0, 16, 12);
  column->setSpacing(12);
  column->addWidget(m_verdict);
  auto* row = new QHBoxLayout;
  row->setSpacing(12);
  column->addLayout(row, 1);
  auto* left = new QVBoxLayout;
  left->setSpacing(12);
  row->addLayout(left, 1);

  auto* editPanel = new Panel(look, tr("Expression"), content);
  editPanel->setScope(tr("CEL over one device; Ctrl+Space offers names"));
  editPanel->addTool(m_cost);
  auto* holder = new QWidget;
  auto* box = new QVBoxLayout(holder);
  box->setContentsMargins(10, 10, 10, 8);
  box->addWidget(m_edit);
  editPanel->setBody(holder);
  editPanel->setFixedHeight(kEditor);
  left->addWidget(editPanel);

  m_truthPanel = new Panel(look, tr("Which term rejects which device"), content);
  m_truth = new TruthTable(look);
  m_truthPanel->setBody(m_truth);
  m_truthPanel->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  left->addWidget(m_truthPanel);

  auto* lists = new QHBoxLayout;
  lists->setSpacing(12);
  left->addLayout(lists, 1);
  m_matches = new DeviceList(look);
  m_matchesPanel = new Panel(look, tr("First matches"), content);
  m_matchesPanel->setBody(m_matches);
  m_matchesPanel->setMinimumHeight(120);
  lists->addWidget(m_matchesPanel, 3);
  m_failures = new DeviceList(look);
  m_failures->setAccessibleName(tr("Run-time errors"));
  m_failuresPanel = new Panel(look, tr("Run-time errors"), content);
  m_failuresPanel->setBody(m_failures);
  m_failuresPanel->setMinimumHeight(120);
  lists->addWidget(m_failuresPanel, 2);

  m_nameList = new QListWidget;
  m_nameList->setFrameShape(QFrame::NoFrame);
  m_nameList->setAccessibleName(tr("Names that devices publish"));
  m_nameList->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_nameList->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  m_nameList->setMouseTracking(true);
  m_nameList->setItemDelegate(makeRowDelegate(look, m_nameList));
  m_namesPanel = new Panel(look, tr("Names that devices publish"), content);
  m_namesPanel->setBody(m_nameList);
  m_namesPanel->setScope(tr("Enter inserts"));
  row->addWidget(m_namesPanel);
  scroll->setWidget(content);
  scroll->viewport()->setAutoFillBackground(false);
  content->setAutoFillBackground(false);

  m_timer.setSingleShot(true);
  m_timer.setInterval(kPauseMs);
  connect(&m_timer, &QTimer::timeout, this, [this] { ask(); });
  connect(m_edit, &QPlainTextEdit::textChanged, this, [this] { m_timer.start(); });
  connect(m_copy, &QAbstractButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(yaml()); });
  connect(m_matches, &DeviceList::picked, this, [this](const ObjectRef& device) { Q_EMIT inspectRequested(device, false); });
  connect(m_failures, &DeviceList::picked, this, [this](const ObjectRef& device) { Q_EMIT inspectRequested(device, false); });
  connect(m_nameList, &QListWidget::itemActivated, this,
          [this](const QListWidgetItem* item) { m_edit->insertWord(item->data(Qt::UserRole).toString()); });
  m_failuresPanel->hide();
  m_truthPanel->hide();
  showAnswer();
}

void SelectorPage::edit(const QString& expression, const QString& deviceClass) {
  m_class = deviceClass;
  showClasses();
  m_edit->replaceAll(expression);
  m_edit->setFocus(Qt::OtherFocusReason);
  m_timer.stop();
  ask();
}

void SelectorPage::setView(const View& view) {
  const bool moved = !m_view.snapshot || m_view.snapshot->inventory != view.snapshot->inventory ||
                     m_view.snapshot->of<DeviceClass>().changed() != view.snapshot->of<DeviceClass>().changed();
  m_view = view;
  if (moved) {
    showClasses();
    if (!m_timer.isActive()) {
      ask();
    }
  }
}

void SelectorPage::showClasses() {
  QStringList classes{tr("any class")};
  if (m_view.snapshot) {
    m_view.snapshot->of<DeviceClass>().forEach(
        [&](cluster::Slot, const DeviceClass& object) { classes << plain(object.meta.name.view()); });
    std::sort(classes.begin() + 1, classes.end());
  }
  if (!m_class.isEmpty() && !classes.contains(m_class)) {
    classes << m_class;
  }
  if (classes != m_classes || m_classChoice == nullptr) {
    m_classes = classes;
    delete m_classChoice;
    m_classChoice = new ChoiceButton(m_look, tr("Devices of"), classes, m_tools);
    static_cast<QHBoxLayout*>(m_tools->layout())->insertWidget(0, m_classChoice);
    m_classChoice->show();
    connect(m_classChoice, &ChoiceButton::chosen, this, [this](int index) {
      m_class = index <= 0 ? QString() : m_classes.value(index);
      ask();
    });
  }
  m_classChoice->setCurrent(std::max(0, static_cast<int>(m_class.isEmpty() ? 0 : m_classes.indexOf(m_class))));
}

void SelectorPage::ask() {
  if (!m_ask || !m_view.snapshot) {
    return;
  }
  const QString text = m_edit->toPlainText();
  if (m_asked && m_askedText == text && m_askedClass == m_class && m_askedOf == m_view.snapshot->inventory) {
    return;  // colouring counts as a change of the text
  }
  m_asked = true;
  m_askedText = text;
  m_askedClass = m_class;
  m_askedOf = m_view.snapshot->inventory;
  SelectorQuestion question{text.toStdString(), m_class.toStdString(), ++m_number};
  const QPointer<SelectorPage> self(this);
  m_ask(question, [self](std::shared_ptr<const SelectorAnswer> answer) {
    if (self != nullptr && answer != nullptr && answer->question.number == self->m_number) {
      self->take(std::move(answer));
    }
  });
}

void SelectorPage::take(std::shared_ptr<const SelectorAnswer> answer) {
  m_answer = std::move(answer);
  m_edit->setNames(m_answer->names);
  showNames();
  showAnswer();
}

void SelectorPage::showAnswer() {
  const SelectorAnswer* answer = m_answer.get();
  const bool empty = m_edit->toPlainText().trimmed().isEmpty();
  m_copy->setEnabled(!empty && answer != nullptr && answer->error.empty());
  if (answer == nullptr || empty) {
    m_edit->clearError();
    m_cost->setText(QString());
    m_verdict->setVerdict(Mark::notice, tr("Type a selector: it says at once which devices match"),
                          answer == nullptr ? QString() : tr("%1 are published").arg(devicesText(answer->seen)));
  }
  const bool compiled = answer != nullptr && !empty && answer->error.empty();
  m_truthPanel->setVisible(compiled && !answer->table.terms.empty());
  m_failuresPanel->setVisible(compiled && !answer->failures.empty());
  if (!compiled) {
    m_matchesPanel->setScope(empty ? tr("nothing is typed yet") : tr("none until it compiles"));
    m_matches->clearAll();
  }
  if (answer == nullptr || empty) {
    return;
  }
  if (!compiled) {
    const QString message = plain(answer->error);
    m_verdict->setVerdict(Mark::critical, tr("It does not compile: %1").arg(message),
                          tr("Line %1, column %2. The API server would refuse it.").arg(answer->line).arg(answer->column));
    m_edit->showError(answer->begin, answer->end, message);
    m_cost->setText(QString());
    return;
  }
  m_edit->clearError();
  const QString of = answer->question.deviceClass.empty() ? QString() : tr(" of %1").arg(plain(answer->question.deviceClass));
  const QString sentence =
      answer->failing.value > 0
          ? tr("%1 end with an error: a pod that asks for this is not scheduled at all").arg(devicesText(answer->failing))
          : tr("%1 match, of %2%3").arg(devicesText(answer->matching), sureNumber(answer->inClass), of);
  const Mark mark = answer->failing.value > 0 ? Mark::warning : answer->matching.value > 0 ? Mark::ok : Mark::warning;
  QStringList details{tr("%1 seen").arg(sureNumber(answer->seen)), tr("%1 of the class").arg(sureNumber(answer->inClass)),
                      tr("%1 match").arg(sureNumber(answer->matching)), tr("%1 with an error").arg(sureNumber(answer->failing))};
  if (answer->question.deviceClass.empty()) {
    details.removeAt(1);
  }
  if (!answer->classFound) {
    details.prepend(tr("There is no DeviceClass %1: every device is asked").arg(plain(answer->question.deviceClass)));
  }
  m_verdict->setVerdict(mark, sentence, details.join(QStringLiteral(" · ")));
  m_cost->setText(answer->cost ? tr("cost %1 of 1,000,000").arg(number(static_cast<std::int64_t>(*answer->cost))) : QString());
  if (!answer->table.terms.empty()) {
    m_truth->setRequest(answer->table);
    QString scope = counted(static_cast<std::int64_t>(answer->table.groups.size()), tr("group"), tr("groups"));
    if (!m_truth->foldedDomain().isEmpty()) {
      scope += QStringLiteral(" · ") + tr("[…] is [\"%1\"]").arg(m_truth->foldedDomain());
    }
    m_truthPanel->setScope(scope);
  }
  const auto listed = static_cast<std::int64_t>(answer->matches.size());
  m_matchesPanel->setScope(listed < answer->matching.value ? tr("%1 of %2").arg(number(listed), number(answer->matching))
                                                           : number(listed));
  m_matches->setGroups({{QString(), QString(), answer->matches}}, *answer->snapshot);
  std::vector<DeviceChoice> failures;
  for (const SelectorFailure& failure : answer->failures) {
    failures.push_back({plain(failure.error), devicesText({failure.devices}), {failure.first}});
  }
  m_failuresPanel->setScope(devicesText(answer->failing));
  m_failures->setGroups(failures, *answer->snapshot);
}

void SelectorPage::showNames() {
  QStringList lines;
  QStringList details;
  QStringList inserts;
  for (const PublishedName& name : m_answer->names) {
    if (lines.size() == kMostNames) {
      break;
    }
    const QString domain = plain(name.domain);
    const QString id = plain(name.id);
    const QString where = name.capacity ? QStringLiteral("capacity") : QStringLiteral("attributes");
    lines << id;
    details << QStringList{plain(name.type), domain, number(name.devices)}.join(QStringLiteral(" · "));
    inserts << QStringLiteral("device.%1[\"%2\"].%3").arg(where, domain, id);
  }
  if (const QStringList whole = lines + details; whole != m_nameLines) {
    m_nameLines = whole;
  } else {
    return;
  }
  m_nameList->clear();
  for (qsizetype i = 0; i < lines.size(); ++i) {
    auto* item = new QListWidgetItem(lines[i], m_nameList);
    item->setData(Qt::UserRole, inserts[i]);
    item->setData(kStateRole, -2);
    item->setData(kDetailRole, details[i]);
    item->setToolTip(toolTipText(inserts[i] + QLatin1Char('\n') +
                                 tr("for example %1").arg(plain(m_answer->names[static_cast<std::size_t>(i)].sample))));
  }
}

QString SelectorPage::yaml() const {
  QString out = QStringLiteral("selectors:\n- cel:\n    expression: |-\n");
  for (const QString& line : m_edit->toPlainText().trimmed().split(QLatin1Char('\n'))) {
    out += QStringLiteral("      ") + line + QLatin1Char('\n');
  }
  return out;
}

void SelectorPage::resizeEvent(QResizeEvent* event) {
  Page::resizeEvent(event);
  const int wide = width() >= 1700 ? 440 : width() < 1120 ? 304 : kRight;
  m_namesPanel->setFixedWidth(wide);
}

void SelectorPage::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) {
    Q_EMIT open(QStringLiteral("explanation"), std::nullopt, {});
  } else {
    Page::keyPressEvent(event);
  }
}

}  // namespace claimscope::ui
