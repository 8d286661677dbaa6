#include "ui/pages/actions/option_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/base/model_words.h"

namespace claimscope::ui {
namespace {

/// An & in a title is an &, not a key.
QString unkeyed(const std::string& title) {
  return said(title).replace(QLatin1Char('&'), QStringLiteral("&&"));
}

}  // namespace

OptionForm::OptionForm(Look& look, QWidget* parent) : QWidget(parent), m_look(look), m_layout(new QVBoxLayout(this)) {
  m_layout->setContentsMargins(14, 12, 14, 12);
  m_layout->setSpacing(0);
  m_layout->addWidget(new PlainLabel(look, FontRole::captionStrong, Ink::muted, tr("OPTIONS"), this));
  m_layout->addSpacing(6);
}

OptionForm::Field OptionForm::fieldOf(const actions::OptionSpec& spec) {
  using Type = actions::OptionSpec::Type;
  Field field;
  field.spec = &spec;
  const auto tell = [this] {
    if (!m_quiet) {
      Q_EMIT changed();
    }
  };
  if (spec.type == Type::flag) {
    auto* box = new QCheckBox(unkeyed(spec.title), m_holder);
    box->setFont(m_look.font(FontRole::small));
    box->setMinimumHeight(24);
    field.read = [box] { return std::string(box->isChecked() ? "true" : "false"); };
    field.write = [box](const std::string& value) { box->setChecked(value == "true"); };
    connect(box, &QCheckBox::toggled, this, tell);
    field.widget = box;
  } else if (spec.type == Type::choice) {
    auto* box = new QComboBox(m_holder);
    box->setFont(m_look.font(FontRole::small));
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(8);
    box->setFixedHeight(24);
    for (const std::string& choice : spec.choices) {
      box->addItem(plain(choice));
    }
    field.read = [box, &spec] {
      const auto at = static_cast<std::size_t>(std::max(0, box->currentIndex()));
      return at < spec.choices.size() ? spec.choices[at] : spec.standard;
    };
    field.write = [box, &spec](const std::string& value) {
      const auto found = std::find(spec.choices.begin(), spec.choices.end(), value);
      box->setCurrentIndex(found == spec.choices.end() ? -1 : static_cast<int>(found - spec.choices.begin()));
    };
    connect(box, qOverload<int>(&QComboBox::activated), this, tell);
    field.widget = box;
  } else {
    auto* edit = new QLineEdit(m_holder);
    edit->setFont(m_look.font(FontRole::small));
    edit->setMaxLength(512);
    edit->setFixedHeight(24);
    edit->setPlaceholderText(plain(spec.standard));
    // Told once: leaving the field after Enter is no second change.
    const auto told = std::make_shared<QString>();
    field.read = [edit] { return edit->text().trimmed().toStdString(); };
    field.write = [edit, told](const std::string& value) {
      *told = QString::fromStdString(value);
      edit->setText(*told);
    };
    connect(edit, &QLineEdit::editingFinished, this, [edit, told, tell] {
      if (edit->text().trimmed() != *told) {
        *told = edit->text().trimmed();
        tell();
      }
    });
    field.widget = edit;
  }
  field.widget->setToolTip(toolTipText(plain(spec.help)));
  field.widget->setAccessibleName(said(spec.title));
  field.widget->setAccessibleDescription(plain(spec.help));
  return field;
}

void OptionForm::build(const actions::Action& action) {
  m_fields.clear();
  if (m_holder != nullptr) {
    m_layout->removeWidget(m_holder);
    m_holder->hide();
    m_holder->deleteLater();
  }
  m_holder = new QWidget(this);
  auto* column = new QVBoxLayout(m_holder);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(2);
  for (const actions::OptionSpec& spec : action.options) {
    Field field = fieldOf(spec);
    if (spec.type == actions::OptionSpec::Type::flag) {
      column->addWidget(field.widget);
    } else {
      // A title of several words gets a line of its own: the column is 200 px wide.
      auto* title = new PlainLabel(m_look, FontRole::small, Ink::secondary, said(spec.title), m_holder);
      const bool narrow = spec.type != actions::OptionSpec::Type::text && spec.title.size() <= 18;
      if (narrow) {
        auto* row = new QHBoxLayout;
        row->setSpacing(8);
        row->addWidget(title, 1);
        field.widget->setFixedWidth(spec.type == actions::OptionSpec::Type::choice ? 96 : 62);
        row->addWidget(field.widget);
        column->addLayout(row);
      } else {
        column->addSpacing(4);
        column->addWidget(title);
        column->addWidget(field.widget);
      }
    }
    m_fields.push_back(std::move(field));
  }
  m_layout->addWidget(m_holder);
  m_holder->show();
}

void OptionForm::setAction(const actions::Action* action, const std::map<std::string, std::string>& values) {
  m_quiet = true;
  if (action != m_action) {
    m_action = action;
    if (action != nullptr) {
      build(*action);
    } else {
      m_fields.clear();
    }
  }
  for (const Field& field : m_fields) {
    const auto given = values.find(field.spec->name);
    const std::string& value = given == values.end() ? field.spec->standard : given->second;
    if (!field.widget->hasFocus() && field.read() != value) {
      const bool standardText = field.spec->type != actions::OptionSpec::Type::flag &&
                                field.spec->type != actions::OptionSpec::Type::choice && given == values.end();
      field.write(standardText ? std::string() : value);  // a placeholder says the standard
    }
  }
  m_quiet = false;
  setVisible(!m_fields.empty());
}

std::map<std::string, std::string> OptionForm::values() const {
  std::map<std::string, std::string> out;
  for (const Field& field : m_fields) {
    const std::string value = field.read();
    const bool unset = field.spec->type != actions::OptionSpec::Type::flag && value.empty();
    if (!unset && value != field.spec->standard) {
      out[field.spec->name] = value;
    }
  }
  return out;
}

bool OptionForm::set(const std::string& name, const std::string& value) {
  const auto found = std::find_if(m_fields.begin(), m_fields.end(), [&](const Field& field) { return field.spec->name == name; });
  if (found == m_fields.end()) {
    return false;
  }
  m_quiet = true;
  found->write(value);
  m_quiet = false;
  Q_EMIT changed();
  return true;
}

void OptionForm::setReadOnly(bool readOnly) {
  for (const Field& field : m_fields) {
    field.widget->setEnabled(!readOnly);
  }
}

}  // namespace claimscope::ui
