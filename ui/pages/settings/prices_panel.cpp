#include "ui/pages/settings/prices_panel.h"

#include <QVBoxLayout>

#include "model/cost/prices.h"
#include "ui/base/format.h"

namespace claimscope::ui {
namespace {

constexpr int kEditHeight = 92;
constexpr qsizetype kMost = 1 << 20;

}  // namespace

PricesPanel::PricesPanel(Look& look, QWidget* parent)
    : QWidget(parent),
      m_look(look),
      m_panel(new Panel(look, tr("Prices"), this)),
      m_words(new PlainLabel(look, FontRole::small, Ink::muted)),
      m_edit(new QPlainTextEdit),
      m_problem(new PlainLabel(look, FontRole::small, Ink::critical)),
      m_apply(new Button(look, ButtonStyle::normal, tr("Use these"), true)),
      m_reset(new Button(look, ButtonStyle::normal, tr("List prices"), true)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_panel);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
  m_panel->addTool(m_reset);
  m_panel->addTool(m_apply);
  m_panel->setScope(tr("an hour of a node"));
  auto* body = new QWidget;
  auto* rows = new QVBoxLayout(body);
  rows->setContentsMargins(12, 8, 12, 10);
  rows->setSpacing(6);
  m_words->setWordWrap(true);
  m_problem->setWordWrap(true);
  m_edit->setFixedHeight(kEditHeight);
  m_edit->setTabChangesFocus(true);
  m_edit->setFont(look.font(FontRole::mono));
  m_edit->setAccessibleName(tr("Own prices"));
  m_edit->setPlaceholderText(QStringLiteral("prices:\n  p5.48xlarge: {onDemand: 40, spot: 21.5}\n  g5.48xlarge: 9.80"));
  m_reset->setToolTip(tr("Forgets own prices"));
  m_apply->setToolTip(tr("Lays these prices over the list and keeps them"));
  rows->addWidget(m_words);
  rows->addWidget(m_edit);
  rows->addWidget(m_problem);
  m_panel->setBody(body);
  const cost::PriceTable& list = cost::listPrices();
  m_words->setText(tr("%1 of %2: %3 instance types. Contracts differ: own prices go over it, as YAML.")
                       .arg(plain(list.source), plain(list.taken), number(static_cast<std::int64_t>(list.prices.size()))));
  connect(m_edit, &QPlainTextEdit::textChanged, this, [this] { judge(); });
  connect(m_apply, &QAbstractButton::clicked, this, [this] { Q_EMIT chosen(m_edit->toPlainText()); });
  connect(m_reset, &QAbstractButton::clicked, this, [this] { Q_EMIT chosen(QString()); });
  connect(&look, &Look::changed, this, [this] { m_edit->setFont(m_look.font(FontRole::mono)); });
  judge();
}

void PricesPanel::setText(const QString& text) {
  m_kept = text;
  if (m_edit->toPlainText() != text) {
    m_edit->setPlainText(text);
  }
  judge();
}

void PricesPanel::judge() {
  const QString text = m_edit->toPlainText();
  QString problem;
  if (text.size() > kMost) {
    problem = tr("More than a megabyte of prices is not read.");
  } else if (!text.trimmed().isEmpty()) {
    if (const Result<cost::PriceTable> read = cost::readPrices(text.toStdString()); !read) {
      problem = plain(read.error().text());
    }
  }
  m_problem->setText(problem);
  m_problem->setVisible(!problem.isEmpty());
  m_apply->setEnabled(problem.isEmpty() && text != m_kept);
  m_reset->setEnabled(!m_kept.trimmed().isEmpty());
}

}  // namespace claimscope::ui
