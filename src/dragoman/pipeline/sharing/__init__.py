"""What may go out at a handling mark (TLP), and what was left out.

``share`` puts the file together anew from what may be shown, as if the rest had never been in it;
``for_sharing`` takes whatever is stricter, and everything that rests on it, out of given contents.
"""

from dragoman.pipeline.sharing.sharing import for_sharing, share

__all__ = ["for_sharing", "share"]
