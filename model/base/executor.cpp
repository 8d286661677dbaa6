#include "model/base/executor.h"

#include <pthread.h>

#include <memory>

namespace claimscope {

ThreadPool::ThreadPool(const std::string& name, unsigned threads) {
  for (unsigned i = 0; i < threads; ++i) {
    m_threads.emplace_back([this, label = name + "-" + std::to_string(i)] {
      pthread_setname_np(pthread_self(), label.c_str());
      work();
    });
  }
}

ThreadPool::~ThreadPool() {
  {
    const std::lock_guard lock(m_mutex);
    m_closed = true;
    m_queue.clear();
  }
  m_ready.notify_all();
}

void ThreadPool::post(Task task) {
  {
    const std::lock_guard lock(m_mutex);
    if (m_closed) {
      return;
    }
    m_queue.push_back(std::move(task));
  }
  m_ready.notify_one();
}

void ThreadPool::work() {
  for (;;) {
    Task task;
    {
      std::unique_lock lock(m_mutex);
      m_ready.wait(lock, [this] { return m_closed || !m_queue.empty(); });
      if (m_closed) {
        return;
      }
      task = std::move(m_queue.front());
      m_queue.pop_front();
    }
    task();
  }
}

void Strand::post(Task task) {
  {
    const std::lock_guard lock(m_mutex);
    m_queue.push_back(std::move(task));
    if (m_running) {
      return;
    }
    m_running = true;
  }
  m_target.post([self = shared_from_this()] { self->runOne(); });
}

std::size_t Strand::pending() const {
  const std::lock_guard lock(m_mutex);
  return m_queue.size();
}

void Strand::runOne() {
  Task task;
  {
    const std::lock_guard lock(m_mutex);
    task = std::move(m_queue.front());
  }
  task();
  {
    const std::lock_guard lock(m_mutex);
    m_queue.pop_front();
    if (m_queue.empty()) {
      m_running = false;
      return;
    }
  }
  m_target.post([self = shared_from_this()] { self->runOne(); });
}

}  // namespace claimscope
