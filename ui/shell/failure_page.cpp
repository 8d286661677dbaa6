#include "ui/shell/failure_page.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QVBoxLayout>

#include "ui/base/format.h"

namespace claimscope::ui {
namespace {

/// What the code of the error means, and what has already worked when it is reached.
QString stageOf(const Error& error) {
  switch (error.code) {
    case ErrorCode::notFound:
      return QCoreApplication::translate("FailurePage", "Kubeconfig: the file, context, cluster or user is not there.");
    case ErrorCode::invalidInput:
    case ErrorCode::tooLarge:
      return QCoreApplication::translate("FailurePage", "Input: it was found, but it cannot be read as what it should be.");
    case ErrorCode::unreachable:
      return QCoreApplication::translate("FailurePage", "Network: kubeconfig was read; the name, the connection or TLS failed.");
    case ErrorCode::unauthenticated:
      return QCoreApplication::translate("FailurePage",
                                         "Sign in: the network and TLS are fine; the server does not know these credentials.");
    case ErrorCode::forbidden:
      return QCoreApplication::translate("FailurePage", "Access: signed in; RBAC allows none of the kinds Claimscope reads.");
    case ErrorCode::throttled:
    case ErrorCode::serverError:
      return QCoreApplication::translate("FailurePage", "Server: it was reached and answered with an error.");
    default:
      return QCoreApplication::translate("FailurePage", "The source could not be opened.");
  }
}

QWidget* padded(QLayout* layout, QWidget* parent) {
  auto* widget = new QWidget(parent);
  layout->setContentsMargins(12, 10, 12, 12);
  widget->setLayout(layout);
  return widget;
}

}  // namespace

FailurePage::FailurePage(Look& look, QWidget* parent)
    : QWidget(parent),
      m_look(look),
      m_verdict(new VerdictBand(look, this)),
      m_panel(new Panel(look, tr("What happened"), this)),
      m_others(new Panel(look, tr("Look at something else"), this)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(16, 0, 16, 12);
  layout->setSpacing(12);
  layout->addWidget(m_verdict);
  layout->addWidget(m_panel);
  layout->addWidget(m_others);
  layout->addStretch(1);
  Button* retry = m_verdict->addButton(ButtonStyle::primary, tr("Retry"));
  Button* copy = m_verdict->addButton(ButtonStyle::normal, tr("Copy"));
  connect(retry, &QAbstractButton::clicked, this, &FailurePage::retryRequested);
  connect(copy, &QAbstractButton::clicked, this,
          [this] { QGuiApplication::clipboard()->setText(m_verdict->sentence() + QLatin1Char('\n') + accessibleDescription()); });
}

void FailurePage::setFailure(const Error& error, const QString& source, const std::vector<SourceChoice>& choices) {
  // The sentence is one line; the whole message stands below, where it can be selected.
  const QString message = plain(error.message);
  const qsizetype cut = message.indexOf(QStringLiteral("; "));
  m_verdict->setVerdict(Mark::critical, cut > 0 ? message.left(cut) : message, plain(error.fix));
  auto* rows = new QVBoxLayout;
  rows->setSpacing(6);
  const auto add = [&](const QString& label, const QString& text, FontRole role) {
    if (text.isEmpty()) {
      return;
    }
    auto* row = new QHBoxLayout;
    auto* name = new PlainLabel(m_look, FontRole::small, Ink::muted, label, this);
    name->setFixedWidth(90);
    name->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto* value = new PlainLabel(m_look, role, Ink::primary, text, this);
    value->setWordWrap(true);
    value->setSelectable(true);
    row->addWidget(name);
    row->addWidget(value, 1);
    rows->addLayout(row);
  };
  add(tr("Source"), source, FontRole::mono);
  add(tr("How far"), stageOf(error), FontRole::body);
  QStringList problems = message.split(QStringLiteral("; "));
  for (qsizetype i = 0; i < problems.size(); ++i) {
    add(problems.size() > 1 ? tr("Problem %1").arg(i + 1) : tr("Message"), problems[i], FontRole::mono);
  }
  add(tr("What to do"), plain(error.fix), FontRole::body);
  m_panel->setBody(padded(rows, m_panel));
  setAccessibleDescription(message + QLatin1Char(' ') + plain(error.fix));

  auto* others = new QVBoxLayout;
  others->setSpacing(6);
  for (const SourceChoice& choice : choices) {
    if (choice.current) {
      continue;
    }
    auto* row = new QHBoxLayout;
    auto* open = new Button(m_look, ButtonStyle::normal, tr("Open"), true, this);
    open->setAccessibleName(tr("Open %1").arg(choice.title));
    auto* name = new PlainLabel(m_look, FontRole::bodyMedium, Ink::primary, plain(choice.title), this);
    auto* detail = new PlainLabel(m_look, FontRole::small, Ink::muted, plain(choice.detail), this);
    row->addWidget(open);
    row->addWidget(name);
    row->addWidget(detail, 1);
    others->addLayout(row);
    connect(open, &QAbstractButton::clicked, this, [this, id = choice.id] { Q_EMIT sourceChosen(id); });
  }
  m_others->setVisible(others->count() > 0);
  m_others->setBody(padded(others, m_others));
}

}  // namespace claimscope::ui
