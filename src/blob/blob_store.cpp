#include "blob/blob_store.hpp"

namespace kontor::blob {

Task<> stream(BlobStore& store, Key key, std::function<Async<bool>(std::string piece)> take) {
  constexpr std::size_t kPiece = 1 << 20;
  for (std::uint64_t offset = 0;;) {
    CO_TRY(std::string piece, co_await store.read(key, offset, kPiece));
    const std::size_t size = piece.size();
    offset += size;
    if (size > 0 && !co_await take(std::move(piece))) co_return Result<>{};
    if (size < kPiece) co_return Result<>{};
  }
}

}  // namespace kontor::blob
