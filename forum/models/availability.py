"""How far something that can be full is taken, in words: for a meeting and for each of its workshops."""


class Availability:
    capacity: int
    taken: int
    full_words = "Full"

    @property
    def words(self) -> str:
        """What the public is told, and never a number: one could test with it whether somebody is registered."""
        if self.is_full:
            return self.full_words
        return "Few places left" if self.are_few else "Places available"

    @property
    def is_full(self) -> bool:
        return self.taken >= self.capacity

    @property
    def are_few(self) -> bool:
        """Fewer than one in ten is free."""
        return not self.is_full and (self.capacity - self.taken) * 10 < self.capacity
