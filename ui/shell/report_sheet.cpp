#include "ui/shell/report_sheet.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/pages/explanation/wrap_text.h"

namespace claimscope::ui {
namespace {

constexpr int kReportWidth = 480;

QWidget* labelled(Look& look, const QString& words, QWidget* control, QWidget* parent) {
  auto* row = new QWidget(parent);
  auto* box = new QHBoxLayout(row);
  box->setContentsMargins(0, 0, 0, 0);
  box->setSpacing(12);
  auto* label = new PlainLabel(look, FontRole::small, Ink::muted, words, row);
  label->setFixedWidth(96);
  box->addWidget(label, 0, Qt::AlignTop);
  box->addWidget(control, 1, Qt::AlignLeft);
  return row;
}

}  // namespace

ReportSheet::ReportSheet(Look& look, QWidget* parent)
    : QDialog(parent),
      m_format(new Segmented(look, {tr("HTML"), tr("Markdown"), tr("JSON")}, false, this)),
      m_redact(new QCheckBox(tr("Replace names: pod-1, ns-2"), this)),
      m_overview(new QCheckBox(tr("Overview"), this)),
      m_topology(new QCheckBox(tr("Topology"), this)),
      m_note(new WrapText(look, FontRole::small, Ink::muted, 5, this)),
      m_copy(new Button(look, ButtonStyle::normal, tr("Copy"), false, this)),
      m_save(new Button(look, ButtonStyle::primary, tr("Save…"), false, this)) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Incident report"));
  setFixedWidth(kReportWidth);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(20, 16, 20, 16);
  column->setSpacing(12);
  column->addWidget(new PlainLabel(look, FontRole::title, Ink::primary, tr("What should the incident report be?"), this));
  auto* words = new WrapText(look, FontRole::small, Ink::muted, 3, this);
  words->setText(
      tr("Verdict, timeline of the last hour, findings, why claims wait, actions taken: what claimscope report prints."));
  column->addWidget(words);
  m_format->setAccessibleName(tr("Form"));
  column->addWidget(labelled(look, tr("Form"), m_format, this));
  column->addWidget(labelled(look, tr("Names"), m_redact, this));
  auto* pictures = new QWidget(this);
  auto* both = new QHBoxLayout(pictures);
  both->setContentsMargins(0, 0, 0, 0);
  both->setSpacing(16);
  both->addWidget(m_overview);
  both->addWidget(m_topology);
  column->addWidget(labelled(look, tr("Pictures"), pictures, this));
  column->addWidget(m_note);
  m_overview->setChecked(true);
  auto* row = new QHBoxLayout;
  row->setSpacing(8);
  auto* cancel = new Button(look, ButtonStyle::normal, tr("Cancel"), false, this);
  m_copy->setIconId(QStringLiteral("copy"));
  row->addWidget(cancel);
  row->addStretch(1);
  row->addWidget(m_copy);
  row->addWidget(m_save);
  column->addLayout(row);
  connect(m_format, &Segmented::currentChanged, this, [this] { refresh(); });
  connect(m_redact, &QCheckBox::toggled, this, [this] { refresh(); });
  for (QCheckBox* box : {m_overview, m_topology}) {
    connect(box, &QCheckBox::toggled, this, [this] { refresh(); });
  }
  connect(cancel, &QAbstractButton::clicked, this, &QDialog::reject);
  connect(m_copy, &QAbstractButton::clicked, this, [this] { Q_EMIT wanted(wish(false)); });
  connect(m_save, &QAbstractButton::clicked, this, [this] { Q_EMIT wanted(wish(true)); });
  refresh();
}

ReportWish ReportSheet::wish(bool save) const {
  ReportWish out;
  out.format = static_cast<ReportWish::Format>(m_format->current());
  out.redact = m_redact->isChecked();
  out.save = save;
  const bool seen = !out.redact && out.format != ReportWish::Format::json && (save || out.format == ReportWish::Format::html);
  for (const auto& [box, id] : {std::pair(m_overview, "overview"), std::pair(m_topology, "topology")}) {
    if (seen && box->isChecked()) {
      out.pictures << QLatin1String(id);
    }
  }
  return out;
}

QString ReportSheet::note() const {
  return m_note->text();
}

void ReportSheet::setBusy(bool busy) {
  m_busy = busy;
  m_problem.clear();
  refresh();
}

void ReportSheet::setProblem(const QString& text) {
  m_busy = false;
  m_problem = text;
  refresh();
}

void ReportSheet::refresh() {
  const auto format = static_cast<ReportWish::Format>(m_format->current());
  const bool redact = m_redact->isChecked();
  const bool pictures = !redact && format != ReportWish::Format::json;
  for (QCheckBox* box : {m_overview, m_topology}) {
    box->setEnabled(pictures && !m_busy);
  }
  m_format->setEnabled(!m_busy);
  m_redact->setEnabled(!m_busy);
  m_copy->setEnabled(!m_busy);
  m_save->setEnabled(!m_busy);
  m_note->setInk(m_problem.isEmpty() ? Ink::muted : Ink::critical);
  const bool any = m_overview->isChecked() || m_topology->isChecked();
  m_note->setText(!m_problem.isEmpty() ? m_problem
                  : m_busy             ? tr("The report is being made.")
                  : redact ? tr("Pictures show names, so there are none. Products, drivers and attributes keep their names.")
                  : format == ReportWish::Format::json ? tr("JSON is for programs and has no pictures.")
                  : !any                               ? tr("No picture: words and tables only.")
                  : format == ReportWish::Format::markdown
                      ? tr("Pictures are PNG files beside the report; a copied report has none.")
                      : tr("One file; pictures of the pages as they are now are in it."));
}

}  // namespace claimscope::ui
