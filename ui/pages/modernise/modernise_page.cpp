#include "ui/pages/modernise/modernise_page.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QGuiApplication>
#include <QMimeData>
#include <QPointer>
#include <QTextBlock>
#include <algorithm>

#include "model/migration/modernise/drivers.h"
#include "model/migration/modernise/guide.h"
#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/pages/modernise/change_lines.h"
#include "ui/pages/modernise/line_diff.h"

namespace claimscope::ui {
namespace {

constexpr int kWaitMs = 250;  ///< after the last key
constexpr int kOldestTarget = 26;
constexpr qsizetype kMostTyped = 4'000'000;
constexpr int kMostMarks = 4'000;

/// From the newest on.
QStringList targetNames() {
  QStringList out;
  for (int minor = modernise::kLastMinor; minor >= kOldestTarget; --minor) {
    out << QString::fromStdString(modernise::releaseWord(minor));
  }
  return out;
}

QPlainTextEdit* makeText(const QString& name, bool readOnly) {
  auto* text = new QPlainTextEdit;
  text->setReadOnly(readOnly);
  text->setTabChangesFocus(true);
  text->setLineWrapMode(QPlainTextEdit::NoWrap);
  text->setFrameShape(QFrame::NoFrame);
  text->setAccessibleName(name);
  return text;
}

}  // namespace

ModernisePage::ModernisePage(Look& look, QWidget* parent)
    : Page(look, parent),
      m_tools(new QWidget(this)),
      m_target(new ChoiceButton(look, tr("For Kubernetes"), targetNames(), m_tools)),
      m_stored(new Button(look, ButtonStyle::normal, tr("From this cluster"), true, m_tools)),
      m_copy(new Button(look, ButtonStyle::normal, tr("Copy result"), true, m_tools)),
      m_save(new Button(look, ButtonStyle::normal, tr("Save result…"), true, m_tools)),
      m_verdict(new VerdictCard(look, this)),
      m_beforePanel(new Panel(look, tr("Before"), this)),
      m_before(makeText(tr("Manifests as they are"), false)),
      m_afterPanel(new Panel(look, tr("After"), this)),
      m_after(makeText(tr("Manifests for the chosen server"), true)),
      m_changesPanel(new Panel(look, tr("What changes, and why"), this)),
      m_model(this),
      m_table(new TablePanel(look, m_model, false, false)),
      m_detail(new PlainLabel(look, FontRole::small, Ink::secondary)),
      m_choicesPanel(new Panel(look, tr("Choices"), this)),
      m_choices(new ChoiceList(look)) {
  m_tools->hide();
  setAcceptDrops(true);
  auto* tools = new QHBoxLayout(m_tools);
  tools->setContentsMargins(0, 0, 0, 0);
  tools->setSpacing(8);
  auto* openFile = new Button(look, ButtonStyle::normal, tr("Open manifests…"), true, m_tools);
  auto* example = new Button(look, ButtonStyle::link, tr("Show the guide's"), true, m_tools);
  example->setToolTip(tr("Manifests of the EKS hybrid-nodes guide, which no server of today accepts"));
  m_stored->setToolTip(tr("What the cluster still stores of classic DRA, with ConfigMaps and workloads that belong to it"));
  m_stored->setEnabled(false);
  m_copy->setIconId(QStringLiteral("copy"));
  for (QWidget* tool : std::initializer_list<QWidget*>{example, m_target, m_stored, openFile, m_copy, m_save}) {
    tools->addWidget(tool);
  }

  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(16, 0, 16, 12);
  column->setSpacing(12);
  column->addWidget(m_verdict);
  auto* texts = new QHBoxLayout;
  texts->setSpacing(12);
  column->addLayout(texts, 5);
  m_before->setAcceptDrops(false);  // a file is for the page; the field would write its address
  m_before->setPlaceholderText(tr("Paste manifests here, drop a file, or open one: YAML, JSON, or a Markdown guide"));
  m_beforePanel->setBody(m_before);
  m_afterPanel->setBody(m_after);
  texts->addWidget(m_beforePanel, 1);
  texts->addWidget(m_afterPanel, 1);
  auto* below = new QHBoxLayout;
  below->setSpacing(12);
  column->addLayout(below, 4);
  m_table->view().setAccessibleName(tr("What changes, and why"));
  m_detail->setWordWrap(true);
  m_detail->setSelectable(true);
  m_detail->setContentsMargins(12, 6, 12, 8);
  m_detail->hide();
  auto* changes = new QWidget;
  auto* rows = new QVBoxLayout(changes);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(0);
  rows->addWidget(m_table, 1);
  rows->addWidget(m_detail);
  m_changesPanel->setBody(changes);
  m_choicesPanel->setBody(m_choices);
  m_choicesPanel->setMinimumWidth(320);
  below->addWidget(m_changesPanel, 3);
  below->addWidget(m_choicesPanel, 1);

  m_timer.setSingleShot(true);
  m_timer.setInterval(kWaitMs);
  connect(&m_timer, &QTimer::timeout, this, [this] { ask(); });
  connect(m_before, &QPlainTextEdit::textChanged, this, [this] { m_timer.start(); });
  connect(openFile, &QAbstractButton::clicked, this, [this] { Q_EMIT openRequested(); });
  connect(m_stored, &QAbstractButton::clicked, this, [this] { showStored(); });
  connect(example, &QAbstractButton::clicked, this, [this] { showExample(); });
  connect(m_copy, &QAbstractButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(result()); });
  connect(m_save, &QAbstractButton::clicked, this, [this] {
    const bool markdown = m_name.endsWith(QLatin1String(".md"));
    Q_EMIT saveRequested(markdown ? QStringLiteral("modernised.md") : QStringLiteral("modernised.yaml"), result().toUtf8());
  });
  connect(m_target, &ChoiceButton::chosen, this, [this](int index) {
    m_targetChosen = true;
    m_minor = modernise::kLastMinor - index;
    ask();
  });
  connect(m_choices, &ChoiceList::chosen, this, [this](const QString& name, const QString& value) {
    m_chosen[name.toStdString()] = value.toStdString();
    ask();
  });
  connect(&m_table->view(), &TableView::objectActivated, this, [this](const ObjectRef& row) { showLine(row); });
  connect(&m_table->view(), &TableView::objectSelected, this, [this](const std::optional<ObjectRef>& row) {
    if (row) {
      showLine(*row);
    }
  });
  connect(&look, &Look::changed, this, [this] { restyle(); });
  restyle();
  showAnswer();
}

void ModernisePage::restyle() {
  for (QPlainTextEdit* text : {m_before, m_after}) {
    text->setFont(m_look.font(FontRole::monoSmall));
    QPalette colors = text->palette();
    colors.setColor(QPalette::Base, m_look.theme().bg.canvas);
    colors.setColor(QPalette::Text, m_look.theme().text.primary);
    colors.setColor(QPalette::PlaceholderText, m_look.theme().text.muted);
    text->setPalette(colors);
  }
  showDiff();
}

void ModernisePage::setManifests(const QString& name, const QString& text) {
  m_name = name;
  m_chosen.clear();
  restyle();  // a style sheet of the application takes the font of a field that has not been shown
  m_before->setPlainText(plainLines(text.left(kMostTyped).toStdString()));
  m_timer.stop();
  ask();
}

void ModernisePage::setProblem(const Error& error) {
  m_verdict->setVerdict(Mark::critical, plain(error.message), plain(error.fix));
}

void ModernisePage::showExample() {
  setManifests(tr("the guide"),
               QString::fromUtf8(modernise::kGuideManifests.data(), static_cast<qsizetype>(modernise::kGuideManifests.size())));
}

void ModernisePage::setFilter(const QString& filter) {
  if (filter == QLatin1String("stored")) {
    showStored();
  }
}

void ModernisePage::showStored() {
  if (!m_askStored || m_fromFiles) {
    return;
  }
  m_verdict->setVerdict(Mark::notice, tr("Reading what the cluster stores…"), {});
  const QPointer<ModernisePage> self(this);
  m_askStored([self, number = ++m_storedAsked](const std::shared_ptr<const StoredManifests>& stored) {
    if (self != nullptr && number == self->m_storedAsked) {
      self->takeStored(*stored);
    }
  });
}

void ModernisePage::takeStored(const StoredManifests& stored) {
  // What could not be read is said where the manifests are, so that it stays with them when they are copied.
  QStringList missing;
  for (const std::string& one : stored.found.missing) {
    missing << tr("not read: %1").arg(plain(one));
  }
  if (stored.leftOut > 0) {
    missing << tr("%1 more were not read").arg(counted(stored.leftOut, tr("object"), tr("objects")));
  }
  if (stored.found.objects == 0) {
    showAnswer();
    m_verdict->setVerdict(
        missing.empty() ? Mark::ok : Mark::unknown,
        missing.empty() ? tr("The cluster stores nothing of classic DRA") : tr("Nothing of classic DRA could be read"),
        missing.empty() ? tr("And no quota with its keys. Files are opened, dropped or pasted.")
                        : missing.join(QStringLiteral("; ")));
    return;
  }
  QString text;
  for (const QString& line : std::as_const(missing)) {
    text += QStringLiteral("# ") + line + QLatin1Char('\n');
  }
  setManifests(tr("stored in %1").arg(plain(stored.context)), text + plainLines(stored.found.yaml));
}

void ModernisePage::setTarget(int minor) {
  m_target->choose(modernise::kLastMinor - std::clamp(minor, kOldestTarget, modernise::kLastMinor));
}

void ModernisePage::setView(const View& view) {
  if (view.snapshot == nullptr) {
    return;
  }
  m_fromFiles = view.snapshot->server.origin == Origin::files;
  m_stored->setEnabled(m_askStored != nullptr && !m_fromFiles);
  const int minor = std::clamp(view.snapshot->server.minor, 0, modernise::kLastMinor);
  bool again = false;
  if (minor != m_serverMinor && minor >= kOldestTarget) {
    m_serverMinor = minor;
    // A cluster of classic DRA is what people leave: the newest server is where they go.
    if (!m_targetChosen && minor > 30) {
      m_minor = minor;
      m_target->setCurrent(modernise::kLastMinor - minor);
      again = true;
    }
  }
  if (view.snapshot->inventory != m_learned) {
    m_learned = view.snapshot->inventory;
    std::map<std::string, modernise::KnownDriver> drivers;
    // What a driver publishes is the same on each node: some of its slices tell it.
    std::map<Text, int> seen;
    view.snapshot->of<ResourceSlice>().forEach([&](cluster::Slot, const ResourceSlice& slice) {
      if (++seen[slice.driver] <= 20) {
        modernise::learnSlice(slice, drivers);
      }
    });
    const auto same = [](const auto& a, const auto& b) {
      return a.first == b.first && a.second.attributes == b.second.attributes && a.second.capacities == b.second.capacities;
    };
    again = again || !std::equal(drivers.begin(), drivers.end(), m_drivers.begin(), m_drivers.end(), same);
    m_drivers = std::move(drivers);
  }
  if (again) {
    ask();
  }
}

QString ModernisePage::subtitle() const {
  return m_name.isEmpty() ? tr("old DRA manifests for a server of today; nothing is written to a cluster") : m_name;
}

void ModernisePage::ask() {
  const QString text = m_before->toPlainText();
  if (!m_ask || text.trimmed().isEmpty()) {
    m_answer = nullptr;
    showAnswer();
    return;
  }
  ModerniseQuestion question;
  const bool markdown = m_name.endsWith(QLatin1String(".md")) || text.contains(QLatin1String("\n```"));
  question.request.sources.push_back(
      {m_name.isEmpty() ? std::string("manifests") : m_name.toStdString(), text.toStdString(), markdown});
  question.request.target.minor = m_minor;
  question.request.choices = m_chosen;
  question.request.drivers = m_drivers;
  question.number = ++m_number;
  const QPointer<ModernisePage> self(this);
  m_ask(question, [self](std::shared_ptr<const ModerniseAnswer> answer) {
    if (self != nullptr && answer != nullptr && answer->number == self->m_number) {
      self->take(std::move(answer));
    }
  });
}

void ModernisePage::take(std::shared_ptr<const ModerniseAnswer> answer) {
  m_answer = std::move(answer);
  showAnswer();
  Q_EMIT subtitleChanged();
}

QString ModernisePage::result() const {
  if (m_answer == nullptr) {
    return {};
  }
  const modernise::Outcome& outcome = m_answer->outcome;
  const std::string text =
      !outcome.sources.empty() && outcome.sources.front().markdown ? outcome.sourceText(0) : outcome.manifests();
  return plainLines(text);
}

void ModernisePage::showAnswer() {
  const bool empty = m_answer == nullptr;
  m_copy->setEnabled(!empty);
  m_save->setEnabled(!empty);
  m_changesPanel->setVisible(!empty);
  m_choicesPanel->setVisible(!empty && !m_answer->outcome.choices.empty());
  if (empty) {
    m_verdict->setVerdict(Mark::notice, tr("Nothing to modernise yet"),
                          tr("Paste, drop or open manifests: each change is explained, and what has no equivalent is named"));
    m_after->clear();
    m_beforePanel->setScope({});
    m_afterPanel->setScope({});
    m_choices->setChoices({});
    showDiff();
    return;
  }
  const modernise::Outcome& outcome = m_answer->outcome;
  const ChangeVerdict verdict = verdictOf(outcome);
  m_verdict->setVerdict(verdict.mark, verdict.sentence, verdict.detail);
  const QString text = result();
  if (m_after->toPlainText() != text) {
    const int top = m_after->textCursor().blockNumber();
    m_after->setPlainText(text);
    m_after->setTextCursor(QTextCursor(m_after->document()->findBlockByNumber(std::min(top, m_after->blockCount() - 1))));
  }
  m_afterPanel->setScope(
      outcome.resourceVersion.empty()
          ? tr("Kubernetes %1 has only classic DRA").arg(QString::fromStdString(modernise::releaseWord(m_minor)))
          : QString::fromStdString(outcome.resourceVersion));
  m_changesPanel->setScope(counted(static_cast<std::int64_t>(outcome.changes.size()), tr("line"), tr("lines")));
  m_model.setSource(changeRows(outcome), nullptr);
  m_detail->hide();
  m_choicesPanel->setScope(number(static_cast<std::int64_t>(outcome.choices.size())));
  m_choices->setChoices(outcome.choices);
  showDiff();
}

void ModernisePage::showDiff() {
  const QStringList before = m_before->toPlainText().split(QLatin1Char('\n'));
  const QStringList after = m_after->toPlainText().split(QLatin1Char('\n'));
  const auto marksOf = [&](QPlainTextEdit* text, const std::vector<bool>& lines, const QColor& ground) {
    QList<QTextEdit::ExtraSelection> marks;
    for (std::size_t i = 0; i < lines.size() && marks.size() < kMostMarks; ++i) {
      if (lines[i]) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(text->document()->findBlockByNumber(static_cast<int>(i)));
        mark.format.setBackground(ground);
        mark.format.setProperty(QTextFormat::FullWidthSelection, true);
        marks.push_back(mark);
      }
    }
    text->setExtraSelections(marks);
  };
  const LineDiff diff = m_answer == nullptr ? LineDiff{} : diffLines(before, after);
  marksOf(m_before, diff.gone, m_look.theme().severity.criticalSoft);
  marksOf(m_after, diff.fresh, m_look.theme().severity.okSoft);
  if (m_answer != nullptr) {
    const auto count = [](const std::vector<bool>& lines) {
      return static_cast<std::int64_t>(std::count(lines.begin(), lines.end(), true));
    };
    m_beforePanel->setScope(tr("%1 go").arg(counted(count(diff.gone), tr("line"), tr("lines"))));
  }
}

void ModernisePage::showLine(const ObjectRef& row) {
  const std::size_t index = static_cast<std::size_t>(std::atoi(row.name.c_str()));
  if (m_answer == nullptr || index >= m_answer->outcome.changes.size()) {
    return;
  }
  const modernise::Change& change = m_answer->outcome.changes[index];
  m_detail->setText(QStringList{said(change.what), said(change.why)}.join(QLatin1Char('\n')));
  m_detail->show();
  const std::size_t line = change.line;
  if (line > 0 && static_cast<int>(line) <= m_before->blockCount()) {
    m_before->setTextCursor(QTextCursor(m_before->document()->findBlockByNumber(static_cast<int>(line) - 1)));
    m_before->centerCursor();
  }
}

void ModernisePage::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasUrls()) {
    event->acceptProposedAction();
  }
}

void ModernisePage::dropEvent(QDropEvent* event) {
  const QList<QUrl> urls = event->mimeData()->urls();
  if (!urls.isEmpty() && urls.front().isLocalFile()) {
    event->acceptProposedAction();
    Q_EMIT dropped(urls.front().toLocalFile());
  }
}

}  // namespace claimscope::ui
