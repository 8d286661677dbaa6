#include "ui/pages/actions/object_picker.h"

#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QVBoxLayout>

#include "ui/base/format.h"
#include "ui/tables/filter.h"
#include "ui/tables/source_story.h"

namespace claimscope::ui {
namespace {

Kind kindOf(const std::string& kind) {
  return kind == "device"  ? Kind::ResourceSlice
         : kind == "claim" ? Kind::ResourceClaim
         : kind == "pod"   ? Kind::Pod
         : kind == "class" ? Kind::DeviceClass
                           : Kind::Node;
}

}  // namespace

ObjectPicker::ObjectPicker(Look& look, QWidget* parent)
    : QWidget(parent),
      m_look(look),
      m_panel(new Panel(look, QString(), this)),
      m_table(new TablePanel(look, m_model, false, false)),
      m_find(new QLineEdit) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(m_panel);
  m_find->setPlaceholderText(tr("Find"));
  m_find->setAccessibleName(tr("Find what to act on"));
  m_find->setMaxLength(256);
  m_find->setClearButtonEnabled(false);
  m_find->setFixedSize(220, 26);
  m_panel->addTool(m_find);
  m_panel->setBody(m_table);
  connect(m_find, &QLineEdit::textChanged, this, [this] {
    m_model.setAccepts(accepts());
    showCount();
  });
  connect(m_find, &QLineEdit::returnPressed, this, [this] {
    // The only one that is left is what was meant.
    if (chosen().empty() && m_model.acceptedRows() > 0) {
      m_table->view().selectionModel()->setCurrentIndex(m_model.index(0, 0),
                                                        QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }
    if (!chosen().empty()) {
      Q_EMIT accepted();
    }
  });
  connect(&m_table->view(), &TableView::objectSelected, this, [this] { Q_EMIT chosenChanged(); });
  connect(&m_table->view(), &TableView::objectActivated, this, [this] {
    if (!chosen().empty()) {
      Q_EMIT accepted();
    }
  });
  setFocusProxy(m_find);
}

void ObjectPicker::setView(const View& view, const std::string& kind, bool several) {
  m_table->view().setSelectionMode(several ? QAbstractItemView::ExtendedSelection : QAbstractItemView::SingleSelection);
  if (m_rows == nullptr || kind != m_kind || m_of != view.snapshot->inventory || m_namespace != view.namespaceFilter) {
    const bool other = kind != m_kind;
    m_kind = kind;
    m_of = view.snapshot->inventory;
    m_namespace = view.namespaceFilter;
    m_rows = std::make_shared<const PickRows>(view.snapshot, kind, view.namespaceFilter);
    if (other) {
      m_table->view().select(std::nullopt);
      m_find->clear();
      m_panel->setTitle(pickTitle(kind));
      m_table->view().setAccessibleName(pickTitle(kind));
    }
    m_model.setSource(m_rows, accepts());
  }
  const Kind source = kindOf(kind);
  m_table->setStory(storyOf(*view.snapshot, source, tr("What cannot be seen cannot be chosen here."), m_rows->size() > 0),
                    {m_find->text().isEmpty() ? tr("Nothing to choose") : tr("Nothing is named like this"),
                     m_find->text().isEmpty() ? tr("The cluster has no object of this kind.") : tr("Another text finds more."),
                     {},
                     {}});
  showCount();
}

TableModel::Accepts ObjectPicker::accepts() const {
  const std::string needle = folded(m_find->text().trimmed());
  if (needle.empty()) {
    return {};
  }
  return [rows = m_rows, needle](Row row) { return rows->matches(row, needle); };
}

void ObjectPicker::showCount() {
  const auto shown = static_cast<std::int64_t>(m_model.acceptedRows());
  const auto all = static_cast<std::int64_t>(m_model.allRows());
  m_panel->setScope(shown == all ? number(all) : tr("%1 of %2").arg(number(shown), number(all)));
}

void ObjectPicker::setChosen(const std::vector<ObjectRef>& objects) {
  m_table->view().select(objects.empty() ? std::nullopt : std::optional(objects.front()));
  if (objects.size() < 2) {
    return;
  }
  for (const ObjectRef& object : objects) {
    if (const int row = m_model.reveal(object); row >= 0) {
      m_table->view().selectionModel()->select(m_model.index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
  }
}

std::vector<ObjectRef> ObjectPicker::chosen() const {
  std::vector<ObjectRef> out;
  const QItemSelection selection = m_table->view().selectionModel()->selection();
  for (const QItemSelectionRange& range : selection) {
    for (int row = range.top(); row <= range.bottom(); ++row) {
      if (const std::optional<ObjectRef> object = m_model.objectAt(row)) {
        out.push_back(*object);
      }
    }
  }
  return out;
}

void ObjectPicker::focusFind() {
  m_find->setFocus(Qt::ShortcutFocusReason);
  m_find->selectAll();
}

}  // namespace claimscope::ui
