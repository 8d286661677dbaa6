// SharedVector<T>: a sequence whose copies share chunks until one of them is written. Reading: any thread.
#pragma once

#include <cstddef>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

namespace claimscope::cluster {

/// Copying costs a pointer a chunk. A copy may be written by its maker until it is published; after that it is const, and so
/// are the chunks that later copies share with it: a vector that has been copied must not be written any more.
template <class T>
class SharedVector {
 public:
  static constexpr std::size_t kChunk = 128;
  using value_type = T;

  SharedVector() = default;
  SharedVector(const SharedVector& other) : m_chunks(other.m_chunks), m_own(other.m_chunks.size(), false), m_size(other.m_size) {}
  SharedVector(SharedVector&& other) noexcept = default;
  SharedVector& operator=(const SharedVector& other) { return *this = SharedVector(other); }
  SharedVector& operator=(SharedVector&& other) noexcept = default;
  ~SharedVector() = default;

  [[nodiscard]] std::size_t size() const { return m_size; }
  [[nodiscard]] bool empty() const { return m_size == 0; }
  [[nodiscard]] const T& operator[](std::size_t index) const { return (*m_chunks[index / kChunk])[index % kChunk]; }
  [[nodiscard]] const T& front() const { return (*this)[0]; }
  [[nodiscard]] const T& back() const { return (*this)[m_size - 1]; }

  class const_iterator {
   public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using pointer = const T*;
    using reference = const T&;

    const_iterator() = default;
    const_iterator(const SharedVector* vector, std::ptrdiff_t index) : m_vector(vector), m_index(index) {}
    reference operator*() const { return (*m_vector)[static_cast<std::size_t>(m_index)]; }
    pointer operator->() const { return &**this; }
    reference operator[](difference_type by) const { return *(*this + by); }
    const_iterator& operator++() { return *this += 1; }
    const_iterator& operator--() { return *this += -1; }
    const_iterator operator++(int) { return std::exchange(*this, *this + 1); }
    const_iterator operator--(int) { return std::exchange(*this, *this + -1); }
    const_iterator& operator+=(difference_type by) {
      m_index += by;
      return *this;
    }
    const_iterator& operator-=(difference_type by) { return *this += -by; }
    friend const_iterator operator+(const_iterator at, difference_type by) { return at += by; }
    friend const_iterator operator+(difference_type by, const_iterator at) { return at += by; }
    friend const_iterator operator-(const_iterator at, difference_type by) { return at += -by; }
    friend difference_type operator-(const const_iterator& a, const const_iterator& b) { return a.m_index - b.m_index; }
    friend bool operator==(const const_iterator& a, const const_iterator& b) { return a.m_index == b.m_index; }
    friend auto operator<=>(const const_iterator& a, const const_iterator& b) { return a.m_index <=> b.m_index; }

   private:
    const SharedVector* m_vector = nullptr;
    std::ptrdiff_t m_index = 0;
  };
  using iterator = const_iterator;
  [[nodiscard]] const_iterator begin() const { return {this, 0}; }
  [[nodiscard]] const_iterator end() const { return {this, static_cast<std::ptrdiff_t>(m_size)}; }
  /// Of a published vector a chunk that is the same one holds the same.
  [[nodiscard]] const std::vector<std::shared_ptr<std::vector<T>>>& chunks() const { return m_chunks; }

  /// The element for writing; copies its chunk when that is shared.
  [[nodiscard]] T& edit(std::size_t index) { return chunkFor(index)[index % kChunk]; }
  void push_back(T value) {
    if (m_size % kChunk == 0) {
      m_chunks.push_back(std::make_shared<std::vector<T>>());
      m_chunks.back()->reserve(kChunk);
      m_own.push_back(true);
    }
    chunkFor(m_size).push_back(std::move(value));
    ++m_size;
  }
  /// Grows with default values, or drops the last ones.
  void resize(std::size_t size) {
    while (m_size < size) {
      push_back(T());
    }
    if (m_size > size) {
      m_chunks.resize((size + kChunk - 1) / kChunk);
      m_own.resize(m_chunks.size());
      if (size % kChunk != 0) {
        auto& last = chunkFor(size - 1);
        last.erase(last.begin() + static_cast<std::ptrdiff_t>(size % kChunk), last.end());
      }
      m_size = size;
    }
  }
  void clear() { *this = SharedVector(); }

 private:
  std::vector<T>& chunkFor(std::size_t index) {
    const std::size_t chunk = index / kChunk;
    if (!m_own[chunk]) {
      auto copy = std::make_shared<std::vector<T>>();
      copy->reserve(kChunk);
      *copy = *m_chunks[chunk];
      m_chunks[chunk] = std::move(copy);
      m_own[chunk] = true;
    }
    return *m_chunks[chunk];
  }

  std::vector<std::shared_ptr<std::vector<T>>> m_chunks;
  std::vector<bool> m_own;
  std::size_t m_size = 0;
};

}  // namespace claimscope::cluster
