#include "ui/shell/failure_page.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QRegularExpression>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/base/model_words.h"

namespace claimscope::ui {
namespace {

constexpr qsizetype kMostOthers = 40;

QWidget* padded(QLayout* layout) {
  auto* widget = new QWidget;
  layout->setContentsMargins(12, 8, 12, 10);
  widget->setLayout(layout);
  return widget;
}

QScrollArea* scrolled(QWidget* inner) {
  auto* scroll = new QScrollArea;
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidgetResizable(true);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setFocusPolicy(Qt::NoFocus);
  scroll->setWidget(inner);
  scroll->viewport()->setAutoFillBackground(false);
  inner->setAutoFillBackground(false);
  return scroll;
}

ConnectFacts factsOf(const QString& source, const std::vector<SourceChoice>& choices) {
  ConnectFacts facts;
  facts.source = source;
  for (const SourceChoice& choice : choices) {
    if (choice.current) {
      facts.address = choice.detail;
      facts.credential = choice.credential;
      facts.cluster = choice.id.startsWith(QLatin1String("context:"));
    }
  }
  return facts;
}

QString othersState(const SourceChoice& choice) {
  switch (choice.run) {
    case SourceChoice::Run::background:
      return FailurePage::tr("in the background");
    case SourceChoice::Run::broken:
      return FailurePage::tr("cannot be read");
    case SourceChoice::Run::asks:
      return FailurePage::tr("asks to run a command");
    default:
      return {};
  }
}

}  // namespace

FailurePage::FailurePage(Look& look, QWidget* parent)
    : QWidget(parent),
      m_look(look),
      m_verdict(new VerdictBand(look, this)),
      m_ladder(new Panel(look, tr("How far it came"), this)),
      m_rungs(new RungList(look)),
      m_consent(new ConsentPanel(look, this)),
      m_message(new Panel(look, tr("Message"), this)),
      m_fixes(new Panel(look, tr("Fixes, most likely first"), this)),
      m_others(new Panel(look, tr("Look at something else"), this)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(16, 0, 16, 12);
  layout->setSpacing(12);
  layout->addWidget(m_verdict);
  auto* columns = new QHBoxLayout;
  columns->setSpacing(12);
  auto* left = new QVBoxLayout;
  auto* right = new QVBoxLayout;
  left->setSpacing(12);
  right->setSpacing(12);
  left->addWidget(m_consent);
  left->addWidget(m_ladder, 1);
  left->addStretch(0);
  right->addWidget(m_message);
  right->addWidget(m_fixes);
  right->addWidget(m_others, 1);
  columns->addLayout(left, 1);
  columns->addLayout(right, 1);
  layout->addLayout(columns, 1);
  m_ladder->setScope(tr("each step has its own message"));
  m_ladder->setBody(scrolled(m_rungs));
  for (Panel* panel : {m_message, m_fixes}) {
    panel->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
  }
  m_consent->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
  m_consent->hide();
  m_retry = m_verdict->addButton(ButtonStyle::primary, tr("Retry"));
  m_copy = m_verdict->addButton(ButtonStyle::normal, tr("Copy report"));
  connect(m_retry, &QAbstractButton::clicked, this, &FailurePage::retryRequested);
  connect(m_copy, &QAbstractButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(report()); });
  connect(m_consent, &ConsentPanel::answered, this, &FailurePage::consentAnswered);
}

void FailurePage::setFailure(const Error& error, const QString& source, const std::vector<SourceChoice>& choices) {
  m_asks = false;
  m_error = error;
  m_source = source;
  m_retryWords.clear();
  const ConnectFacts facts = factsOf(source, choices);
  m_consent->hide();
  m_ladder->show();
  m_rungs->setRungs(connectRungs(error, facts));
  m_retry->show();
  m_copy->show();
  showVerdict();
  // The whole message, where it can be selected; a line each where several problems were found.
  auto* rows = new QVBoxLayout;
  rows->setSpacing(6);
  for (const QString& problem : said(error.message).split(QStringLiteral("; "))) {
    auto* label = new PlainLabel(m_look, FontRole::mono, Ink::primary, problem, this);
    label->setWordWrap(true);
    label->setSelectable(true);
    rows->addWidget(label);
  }
  m_message->setBody(padded(rows));
  m_message->setVisible(true);
  showFixes(error, facts);
  showOthers(choices);
  setAccessibleDescription(said(error.message) + QLatin1Char(' ') + said(error.fix));
}

void FailurePage::setConsent(const ConsentQuestion& question, const std::vector<SourceChoice>& choices) {
  m_asks = true;
  m_error = {};
  m_source = question.context;
  m_retryWords.clear();
  m_verdict->setVerdict(Mark::notice, tr("%1 wants to run a command to sign in.").arg(plain(question.context)),
                        tr("Nothing runs before you allow it. Other contexts go on meanwhile."));
  m_retry->hide();
  m_copy->hide();
  m_ladder->hide();
  m_message->hide();
  m_fixes->hide();
  m_consent->setQuestion(question);
  m_consent->show();
  showOthers(choices);
}

void FailurePage::setRetry(const QString& words) {
  if (words != m_retryWords && !m_asks) {
    m_retryWords = words;
    showVerdict();
  }
}

void FailurePage::showVerdict() {
  // The sentence is one line; the whole message stands beside, where it can be selected.
  const QString message = said(m_error.message);
  const qsizetype cut = message.indexOf(QStringLiteral("; "));
  const QStringList evidence{said(m_error.fix), m_retryWords};
  m_verdict->setVerdict(Mark::critical, cut > 0 ? message.left(cut) : message,
                        evidence.join(QStringLiteral(" · ")).remove(QRegularExpression(QStringLiteral("^ · | · $"))));
}

void FailurePage::showFixes(const Error& error, const ConnectFacts& facts) {
  m_shownFixes = connectFixes(error, facts);
  auto* rows = new QVBoxLayout;
  rows->setSpacing(8);
  int number = 0;
  for (const ConnectFix& fix : m_shownFixes) {
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(new PlainLabel(m_look, FontRole::mono, Ink::muted, QString::number(++number)), 0, Qt::AlignTop);
    auto* title = new PlainLabel(m_look, FontRole::bodyMedium, Ink::primary, fix.title);
    title->setWordWrap(true);
    head->addWidget(title, 3);
    if (!fix.detail.isEmpty()) {
      auto* detail = new PlainLabel(m_look, FontRole::small, Ink::muted, fix.detail);
      detail->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
      head->addWidget(detail, 2);
    }
    rows->addLayout(head);
    if (!fix.command.isEmpty()) {
      auto* line = new QHBoxLayout;
      line->setSpacing(8);
      auto* command = new PlainLabel(m_look, FontRole::mono, Ink::secondary, fix.command);
      command->setSelectable(true);
      command->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
      auto* copy = new Button(m_look, QStringLiteral("copy"), tr("Copy the command"), true);
      line->addSpacing(16);
      line->addWidget(command, 1);
      line->addWidget(copy);
      rows->addLayout(line);
      connect(copy, &QAbstractButton::clicked, this, [text = fix.command] { QGuiApplication::clipboard()->setText(text); });
    }
  }
  m_fixes->setBody(padded(rows));
  m_fixes->setVisible(number > 0);
}

void FailurePage::showOthers(const std::vector<SourceChoice>& choices) {
  auto* rows = new QVBoxLayout;
  rows->setSpacing(6);
  qsizetype shown = 0;
  for (const SourceChoice& choice : choices) {
    if (choice.current) {
      continue;
    }
    if (++shown > kMostOthers) {
      break;
    }
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    auto* open = new Button(m_look, ButtonStyle::normal, tr("Open"), true);
    open->setAccessibleName(tr("Open %1").arg(plain(choice.title)));
    auto* name = new PlainLabel(m_look, FontRole::bodyMedium, Ink::primary, plain(choice.title));
    const QString state = othersState(choice);
    auto* detail = new PlainLabel(m_look, FontRole::small, Ink::muted,
                                  state.isEmpty() ? plain(choice.detail) : state + QStringLiteral(" · ") + plain(choice.detail));
    detail->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(open);
    row->addWidget(name);
    row->addWidget(detail, 1);
    rows->addLayout(row);
    connect(open, &QAbstractButton::clicked, this, [this, id = choice.id] { Q_EMIT sourceChosen(id); });
  }
  if (shown > kMostOthers) {
    rows->addWidget(new PlainLabel(m_look, FontRole::small, Ink::muted, tr("More are in the menu at the top.")));
  }
  rows->addStretch(1);
  m_others->setVisible(shown > 0);
  m_others->setScope(tr("contexts of the kubeconfig, then demo clusters"));
  m_others->setBody(scrolled(padded(rows)));
}

QString FailurePage::report() const {
  QStringList lines{tr("Claimscope cannot read %1").arg(plain(m_source)), said(m_error.message), said(m_error.fix), QString()};
  for (const Rung& rung : m_rungs->rungs()) {
    const QString state = rung.state == RungState::passed   ? tr("passed")
                          : rung.state == RungState::failed ? tr("FAILED")
                                                            : tr("not reached");
    lines += QStringLiteral("%1  %2  %3").arg(rung.name, -13).arg(state, -12).arg(rung.target);
  }
  return lines.join(QLatin1Char('\n'));
}

}  // namespace claimscope::ui
