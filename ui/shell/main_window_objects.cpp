// MainWindow: the pages of objects under one entry of the rail, and which page lists an object. GUI thread.
#include <QKeyEvent>
#include <QMouseEvent>
#include <QSplitter>
#include <functional>
#include <utility>

#include "ui/pages/objects/object_pages.h"
#include "ui/pages/objects/objects_page.h"
#include "ui/shell/main_window.h"
#include "ui/tables/table_view.h"

namespace claimscope::ui {
namespace {

/// The middle button and Ctrl+Enter on a row of any table: the object is opened beside what is shown.
class BesideFilter final : public QObject {
 public:
  BesideFilter(std::function<void(const ObjectRef&)> open, QObject* parent) : QObject(parent), m_open(std::move(open)) {}

  bool eventFilter(QObject* watched, QEvent* event) override {
    if (event->type() == QEvent::MouseButtonPress) {
      const auto* press = static_cast<QMouseEvent*>(event);
      auto* table = qobject_cast<TableView*>(watched->parent());
      if (press->button() == Qt::MiddleButton && table != nullptr) {
        open(*table, table->indexAt(press->position().toPoint()).row());
        return true;
      }
    } else if (event->type() == QEvent::KeyPress) {
      const auto* key = static_cast<QKeyEvent*>(event);
      auto* table = qobject_cast<TableView*>(watched);
      const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
      if (table != nullptr && enter && (key->modifiers() & Qt::ControlModifier) != 0) {
        open(*table, table->currentIndex().row());
        return true;
      }
    }
    return QObject::eventFilter(watched, event);
  }

 private:
  void open(const TableView& table, int row) {
    if (const auto object = row < 0 ? std::nullopt : static_cast<const TableModel&>(*table.model()).objectAt(row)) {
      m_open(*object);
    }
  }
  std::function<void(const ObjectRef&)> m_open;
};

}  // namespace

void MainWindow::addObjectPages() {
  for (const ObjectPageEntry& entry : objectPages()) {
    const QString id = QString::fromLatin1(entry.id);
    auto* page = new ObjectsPage(m_look, id, this);
    addPage(id, page);
    connect(&page->kinds(), &TabLine::chosen, this, [this](const QString& chosen) {
      // The keyboard stays on the tabs, so that Right goes on to the next kind.
      static_cast<ObjectsPage*>(this->page(chosen))->kinds().setFocus(Qt::TabFocusReason);
    });
  }
}

/// The page that "objects" means: the one seen last. Other ids are themselves.
QString MainWindow::resolvedPage(const QString& id) {
  if (objectPage(id) != nullptr) {
    m_lastObjects = id;
  }
  return id == QLatin1String("objects") ? m_lastObjects : id;
}

void MainWindow::connectTables() {
  connect(m_inspector, &Inspector::openBeside, this, &MainWindow::openBeside);
  auto* beside = new BesideFilter([this](const ObjectRef& object) { openBeside(object); }, this);
  for (TableView* table : findChildren<TableView*>()) {
    table->installEventFilter(beside);
    table->viewport()->installEventFilter(beside);
  }
}

/// A second inspector at the right of the first; what the first shows stays.
void MainWindow::openBeside(const ObjectRef& object) {
  if (m_beside == nullptr) {
    m_beside = new Inspector(m_look, m_fetch, this);
    m_beside->setAccessibleName(tr("Opened beside"));
    m_splitter->addWidget(m_beside);
    m_splitter->setStretchFactor(m_splitter->indexOf(m_beside), 0);
    connect(m_beside, &Inspector::closeRequested, this, &MainWindow::closeBeside);
    connect(m_beside, &Inspector::openBeside, this, &MainWindow::openBeside);
    connect(m_beside, &Inspector::open, this,
            [this](const QString& id, const std::optional<ObjectRef>& target, const QString& filter) {
              if (id.isEmpty() && m_beside != nullptr) {
                m_beside->setObject(target);
              } else {
                openPage(id, target, filter);
              }
            });
    connect(m_beside, &Inspector::actionsWanted, this, [this](const QPoint& at) {
      if (m_beside != nullptr && m_beside->object()) {
        showActionMenu(*m_beside->object(), at);
      }
    });
    connect(m_beside, &Inspector::troubleshootWanted, this, [this] {
      if (m_beside != nullptr && m_beside->object()) {
        troubleshoot(*m_beside->object());
      }
    });
    m_beside->setView(m_view);
    const int wide = m_beside->sizeHint().width();
    const int first = m_inspector->isVisibleTo(m_splitter) ? wide : 0;
    m_splitter->setSizes({m_splitter->width() - first - wide, first, wide});
  }
  m_beside->setObject(object);
  m_beside->setFocus(Qt::OtherFocusReason);
}

void MainWindow::closeBeside() {
  if (m_beside != nullptr) {
    m_beside->hide();
    m_beside->deleteLater();
    m_beside = nullptr;
  }
}

}  // namespace claimscope::ui
