#include "ui/shell/name_sheet.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/base/format.h"

namespace claimscope::ui {
namespace {

constexpr int kWidth = 480;
constexpr int kLongestName = 80;

}  // namespace

NameSheet::NameSheet(Look& look, const QString& question, const QString& label, const QString& suggestion, const QString& verb,
                     QWidget* parent)
    : QDialog(parent), m_field(new QLineEdit(this)) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(verb);
  setFixedWidth(kWidth);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(20, 16, 20, 16);
  column->setSpacing(12);
  column->addWidget(new PlainLabel(look, FontRole::title, Ink::primary, question, this));
  m_field->setAccessibleName(label);
  m_field->setMaxLength(kLongestName);
  m_field->setText(suggestion.left(kLongestName));
  m_field->selectAll();
  column->addWidget(m_field);
  auto* row = new QHBoxLayout;
  auto* cancel = new Button(look, ButtonStyle::normal, tr("Cancel"), false, this);
  auto* save = new Button(look, ButtonStyle::primary, verb, false, this);
  row->addWidget(cancel);
  row->addStretch(1);
  row->addWidget(save);
  column->addLayout(row);
  const auto give = [this] {
    const QString name = plain(m_field->text().trimmed());
    if (!name.isEmpty()) {
      accept();
      Q_EMIT given(name);
    }
  };
  connect(cancel, &QAbstractButton::clicked, this, &QDialog::reject);
  connect(save, &QAbstractButton::clicked, this, give);
  connect(m_field, &QLineEdit::returnPressed, this, give);
  connect(m_field, &QLineEdit::textChanged, save, [save](const QString& text) { save->setEnabled(!text.trimmed().isEmpty()); });
  m_field->setFocus(Qt::PopupFocusReason);
}

}  // namespace claimscope::ui
